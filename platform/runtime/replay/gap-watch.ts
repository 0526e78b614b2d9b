// Finds events that the broker lost: a publisher says how many of a topic it has committed, the consumer knows how many it has seen.
// When the numbers differ and nothing moves any more, in all or in one minute, the publisher is asked to repeat what it still has.
import { type Heartbeat, ReplayRequested } from "../../declare/control-events.ts";
import { MINUTE } from "../../declare/duration.ts";
import { type DataOf, type Emission, emit } from "../../declare/event.ts";
import type { Log } from "../log.ts";
import type { MinuteCount, Store, Write } from "../store/port.ts";
import type { Staging } from "../transaction/staging.ts";
import { watchMinutes } from "./minute-watch.ts";
import { type Advance, advance, heardLate, type Progress } from "./progress.ts";

const STATE = "$progress";
const LATE = MINUTE;
/** What so many replays have not brought is lost for good, and says nothing about who can hear. */
const DOUBTED_REPLAYS = 3;

export interface GapWatchOptions {
  readonly log: Log;
  /** Milliseconds for which a publisher can repeat an event. */
  readonly journalKept: number;
  /**
   * Hears of a topic whose events are asked for again, for the so many-th time: perhaps none of it can be heard. Two heartbeats that are
   * handled at once may each say the same; only one of them is committed.
   */
  readonly doubt?: (topic: string, replay: number) => void;
}

export class GapWatch {
  readonly #store: Store;
  readonly #topics: ReadonlySet<string>;
  readonly #options: GapWatchOptions;

  constructor(store: Store, topics: readonly string[], options: GapWatchOptions) {
    this.#store = store;
    this.#topics = new Set(topics);
    this.#options = options;
  }

  /** The progress is committed together with the requests: one without the other would lose the request. */
  async compare(
    { service, number, at, topics }: DataOf<typeof Heartbeat>,
    staging: Staging,
  ): Promise<readonly Emission[]> {
    const ours = topics.filter(({ topic }) => this.#topics.has(topic));
    if (ours.length === 0) return [];
    const ids = ours.map(({ topic }) => topic);
    const [{ seen }, counts, stored] = await Promise.all([
      this.#store.tally(),
      this.#store.minutes(),
      this.#store.records(STATE, ids),
    ]);
    const now = this.#store.now();
    const beat = { number, at };
    return ours.flatMap(({ topic, committed, forgotten, minutes = [] }, place) => {
      const before = stored[place]?.value as Progress | undefined;
      staging.reads.push({ state: STATE, id: topic, version: stored[place]?.version ?? 0 });
      if (now - at > LATE) {
        const late = heardLate(before, beat, now);
        if (late) staging.write(toWrite(topic, late));
        return [];
      }
      const count = { committed, forgotten, seen: seen[topic] ?? 0 };
      const advanced = advance(before, count, beat, now, this.#options.journalKept);
      const ofTopic = minutes.map((said) => ({ ...said, seen: seenIn(counts.seen, topic, said.minute) }));
      const { short, repeatSince = Number.POSITIVE_INFINITY } = watchMinutes(before?.short, ofTopic, count.seen, now);
      const lost = (before?.lost ?? 0) + (advanced.lost ?? 0);
      staging.write(toWrite(topic, { ...advanced.progress, short, lost }));
      this.#tell(service, topic, before, advanced);
      const since = Math.min(advanced.repeatSince ?? repeatSince, repeatSince);
      return Number.isFinite(since) ? [request(topic, since)] : [];
    });
  }

  #tell(publisher: string, topic: string, before: Progress | undefined, { progress, lost }: Advance): void {
    const { log, doubt } = this.#options;
    const { replays } = progress;
    if (replays > (before?.replays ?? 0) && replays <= DOUBTED_REPLAYS) doubt?.(topic, replays);
    if (lost !== undefined)
      log.error({ publisher, topic, lost }, "Events are lost for good: the publisher's journal no longer has them.");
  }
}

const seenIn = (counts: readonly MinuteCount[], ofTopic: string, ofMinute: number): number =>
  counts.find(({ topic, minute }) => topic === ofTopic && minute === ofMinute)?.count ?? 0;

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
