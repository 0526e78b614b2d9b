// How much of each topic a service has seen, so that it can be compared with what was committed.
import type { Store, Tally } from "../store/port.ts";

/** Where the watch for gaps keeps what a topic had forgotten before this service first listened. */
const PROGRESS = "$progress";

export interface Heard {
  /** By topic; what had been forgotten before a service first listened counts as seen. */
  readonly seen: Readonly<Record<string, number>>;
  /** By topic: events that were missing and could not come again. */
  readonly lost: Readonly<Record<string, number>>;
}

export async function heardOf(store: Store, topics: readonly string[], tally: Tally): Promise<Heard> {
  const records = await store.records(PROGRESS, topics);
  const progress = (place: number) => (records[place]?.value ?? {}) as { baseline?: number; lost?: number };
  const byTopic = (count: (topic: string, place: number) => number) =>
    Object.fromEntries(topics.map((topic, place) => [topic, count(topic, place)]));
  return {
    seen: byTopic((topic, place) => (tally.seen[topic] ?? 0) + (progress(place).baseline ?? 0)),
    lost: byTopic((_, place) => progress(place).lost ?? 0),
  };
}
