// Kafka's topics, made before anybody starts: a topic that a broker makes by itself has one partition, so one busy replica.
import type { ServiceDeclaration } from "../../declare/service.ts";
import { EVENTS_KEPT } from "./brokers.ts";
import { allTopics, groupsOf, OF_THE_RUNTIME } from "./topics.ts";

export interface KafkaTopic {
  readonly name: string;
  readonly partitions: number;
  readonly config: Readonly<Record<string, string>>;
}

interface KafkaTopicsOptions {
  /** Milliseconds for which events are kept. */
  readonly kept?: number;
  /** The most replicas that any service has here. */
  readonly replicas?: number;
}
/**
 * As many partitions as the most replicas of any service that hears it: one more replica would have nothing to do. Fewer are better
 * where there are fewer replicas, and where little is said: each partition of each topic is handed over by itself, so with eight for
 * one replica sidecars cost twice as much when idle, and orders were confirmed ten times as late.
 */
export const kafkaTopics = (
  declarations: readonly ServiceDeclaration[],
  { kept = EVENTS_KEPT, replicas = Number.POSITIVE_INFINITY }: KafkaTopicsOptions = {},
): readonly KafkaTopic[] =>
  allTopics(declarations).map((name) => ({
    name,
    partitions: OF_THE_RUNTIME.includes(name)
      ? 1
      : Math.min(replicas, Math.max(1, ...groupsOf(name, declarations).map(({ scale }) => scale.max))),
    config: { "retention.ms": String(kept), "cleanup.policy": "delete" },
  }));
