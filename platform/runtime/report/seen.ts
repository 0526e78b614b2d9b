// How much of each topic a service has seen, so that it can be compared with what was committed.
import type { Store, Tally } from "../store/port.ts";

/** Where the watch for gaps keeps what a topic had forgotten before this service first listened. */
const PROGRESS = "$progress";

/** What had been forgotten before a service first listened counts as seen. */
export async function seenBy(store: Store, topics: readonly string[], tally: Tally): Promise<Record<string, number>> {
  const progress = await store.records(PROGRESS, topics);
  const forgotten = (place: number): number => (progress[place]?.value as { baseline?: number })?.baseline ?? 0;
  return Object.fromEntries(topics.map((topic, place) => [topic, (tally.seen[topic] ?? 0) + forgotten(place)]));
}
