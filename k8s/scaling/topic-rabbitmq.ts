// RabbitMQ, asked over its management interface: only there what is in hand counts as well.
import { queueOf } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { BROKER } from "../parts/secrets.ts";
import type { TopicTriggers } from "./trigger.ts";

export const rabbitmqTriggers: TopicTriggers = (topic, { name, scale }) => [
  {
    type: "rabbitmq",
    name: `${topic}-waiting`,
    metadata: {
      protocol: "http",
      queueName: queueOf(name, topic),
      vhostName: "/",
      mode: "QueueLength",
      value: String(scale.backlogPerReplica),
    },
    authentication: BROKER.name,
  },
];
