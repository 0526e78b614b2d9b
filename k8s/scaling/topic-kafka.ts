// Kafka: the distance from the last event to what is committed, which holds also what is in hand.
import { brokerHost } from "../release.ts";
import { nameOf, perReplica, type TopicTriggers } from "./trigger.ts";

export const kafkaTriggers: TopicTriggers = (topic, service, release) => [
  {
    type: "kafka",
    name: nameOf(topic, "waiting"),
    perReplica: perReplica(topic, service),
    metadata: {
      bootstrapServers: brokerHost("kafka", release),
      consumerGroup: service.name,
      topic,
      lagThreshold: perReplica(topic, service),
      // Before a group's first commit everything counts, as its consumers will read everything.
      offsetResetPolicy: "earliest",
      version: "3.6.0",
    },
  },
];
