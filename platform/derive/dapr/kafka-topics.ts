// Kafka's topics, made before anybody starts: a topic that a broker makes by itself has one partition, so one busy replica.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { EVENTS_KEPT } from "./brokers.ts";
import { allTopics, groupsOf } from "./topics.ts";

export interface KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

/** As many partitions as the most replicas of any service that hears it: one more replica would have nothing to do. */
export const kafkaTopics = (
  declarations: readonly ServiceDeclaration[],
  kept: number = EVENTS_KEPT,
): readonly KafkaTopic[] =>
  allTopics(declarations).map((name) => ({
    name,
    partitions: Math.max(1, ...groupsOf(name, declarations).map(({ scale }) => scale.max)),
    config: { "retention.ms": String(kept), "cleanup.policy": "delete" },
  }));
