// Finds events that the broker lost: a publisher says how many of a topic it has committed, the consumer knows how many it has seen.
// When the numbers differ and nothing moves any more, the publisher is asked to repeat what it still has.
import { type Heartbeat, ReplayRequested } from "../../declare/control-events.ts";
import { MINUTE } from "../../declare/duration.ts";
import { type DataOf, type Emission, emit } from "../../declare/event.ts";
import type { Store, Write } from "../store/port.ts";
import { advance, heardLate, type Progress } from "./progress.ts";

const STATE = "$progress";
const LATE = MINUTE;
/** What so many replays have not brought is lost for good, and says nothing about who can hear. */
const DOUBTED_REPLAYS = 3;

export class GapWatch {
  readonly #store: Store;
  readonly #topics: ReadonlySet<string>;
  readonly #doubt: (topic: string) => void;

  /** `doubt` hears of a topic whose events are missing for long: perhaps none of it can be heard. */
  constructor(store: Store, topics: readonly string[], doubt: (topic: string) => void = () => {}) {
    this.#store = store;
    this.#topics = new Set(topics);
    this.#doubt = doubt;
  }

  async compare({ number, at, topics }: DataOf<typeof Heartbeat>): Promise<readonly Emission[]> {
    const ours = topics.filter(({ topic }) => this.#topics.has(topic));
    if (ours.length === 0) return [];
    const ids = ours.map(({ topic }) => topic);
    const [{ seen }, stored] = await Promise.all([this.#store.tally(), this.#store.records(STATE, ids)]);
    const now = this.#store.now();
    const beat = { number, at };
    const results = ours.map(({ topic, committed, forgotten }, place) => {
      const before = stored[place]?.value as Progress | undefined;
      if (now - at > LATE) return { topic, progress: heardLate(before, beat), repeatSince: undefined };
      return { topic, ...advance(before, { committed, forgotten, seen: seen[topic] ?? 0 }, beat, now) };
    });
    const writes = results.flatMap(({ topic, progress }) => (progress ? [toWrite(topic, progress)] : []));
    const reads = ids.map((id, place) => ({ state: STATE, id, version: stored[place]?.version ?? 0 }));
    const { outcome } = await this.#store.commit({ reads, changes: { writes, events: [] }, claim: 0 });
    // Another replica heard the same and has said what there is to say.
    if (outcome !== "committed") return [];
    for (const [place, { topic, progress }] of results.entries()) {
      const { replays } = (stored[place]?.value as Progress | undefined) ?? { replays: 0 };
      if (progress && progress.replays > replays && progress.replays <= DOUBTED_REPLAYS) this.#doubt(topic);
    }
    return results.flatMap(({ topic, repeatSince }) =>
      repeatSince === undefined ? [] : [request(topic, repeatSince)],
    );
  }
}

const toWrite = (topic: string, progress: Progress): Write => ({
  kind: "set",
  state: STATE,
  id: topic,
  value: progress,
  schemaNumber: 1,
  keepFor: undefined,
});

const request = (topic: string, since: number): Emission =>
  emit(ReplayRequested, { scope: topic, topic, since, reason: "Events of this topic are missing." });
