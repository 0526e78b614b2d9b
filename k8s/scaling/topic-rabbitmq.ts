// RabbitMQ, asked over its management interface: only there what is in hand counts as well.
import { queueOf } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { BROKER } from "../parts/secrets.ts";
import { nameOf, perReplica, type TopicTriggers } from "./trigger.ts";

export const rabbitmqTriggers: TopicTriggers = (topic, service) => [
  {
    type: "rabbitmq",
    name: nameOf(topic, "waiting"),
    perReplica: perReplica(topic, service),
    metadata: {
      protocol: "http",
      queueName: queueOf(service.name, topic),
      vhostName: "/",
      mode: "QueueLength",
      value: perReplica(topic, service),
    },
    authentication: BROKER.name,
  },
];
