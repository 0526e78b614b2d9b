// Finds events that the broker lost: a publisher says how many of a topic it has committed, the consumer knows how many it has seen.
// When the numbers differ and nothing moves any more, the publisher is asked to repeat what it still has.
import { type Heartbeat, ReplayRequested } from "../../declare/control-events.ts";
import { MINUTE } from "../../declare/duration.ts";
import { type DataOf, type Emission, emit } from "../../declare/event.ts";
import type { Store, Write } from "../store/port.ts";
import { advance, type Progress } from "./progress.ts";

const STATE = "$progress";
const STALE = MINUTE;

export class GapWatch {
  readonly #store: Store;
  readonly #topics: ReadonlySet<string>;

  constructor(store: Store, topics: readonly string[]) {
    this.#store = store;
    this.#topics = new Set(topics);
  }

  async compare({ at, topics }: DataOf<typeof Heartbeat>): Promise<readonly Emission[]> {
    const ours = topics.filter(({ topic }) => this.#topics.has(topic));
    // A later one says all that an old one says, and more.
    if (ours.length === 0 || this.#store.now() - at > STALE) return [];
    const ids = ours.map(({ topic }) => topic);
    const [{ seen }, stored] = await Promise.all([this.#store.tally(), this.#store.records(STATE, ids)]);
    const now = this.#store.now();
    const results = ours.map(({ topic, committed, forgotten }, place) => {
      const before = stored[place]?.value as Progress | undefined;
      return { topic, ...advance(before, { committed, forgotten, seen: seen[topic] ?? 0 }, at, now) };
    });
    const writes = results.map(
      ({ topic, progress }): Write => ({
        kind: "set",
        state: STATE,
        id: topic,
        value: progress,
        schemaNumber: 1,
        keepFor: undefined,
      }),
    );
    const reads = ids.map((id, place) => ({ state: STATE, id, version: stored[place]?.version ?? 0 }));
    const { outcome } = await this.#store.commit({ reads, changes: { writes, events: [] }, claim: 0 });
    if (outcome !== "committed") return [];
    return results.flatMap(({ topic, repeatSince }) =>
      repeatSince === undefined
        ? []
        : [
            emit(ReplayRequested, {
              scope: topic,
              topic,
              since: repeatSince,
              reason: "Events of this topic are missing.",
            }),
          ],
    );
  }
}
