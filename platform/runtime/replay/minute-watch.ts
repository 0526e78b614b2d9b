// Finds events that were lost from a topic that never pauses: of a minute that is over, fewer were seen than committed, and though newer ones come, that does not change.
import { MINUTE, SECOND } from "../../declare/duration.ts";

/** One topic's events of a minute that is over. */
export interface MinuteOfTopic {
  /** Whole minutes since 1970. */
  readonly minute: number;
  readonly committed: number;
  readonly seen: number;
}
/** The oldest minute of which something is missing. */
export interface ShortMinute {
  readonly minute: number;
  readonly seen: number;
  /** How many of the topic had been seen in all when this began to stand still. */
  readonly seenInAll: number;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly replays: number;
}

/** Longer than a broker takes to give the event of a dead consumer to another. */
const PATIENCE = 30 * SECOND;

/** What a heartbeat tells; `repeatSince` in milliseconds since 1970, undefined when nothing is to be repeated. */
export function watchMinutes(
  before: ShortMinute | undefined,
  minutes: readonly MinuteOfTopic[],
  seenInAll: number,
  now: number,
): { readonly short: ShortMinute | undefined; readonly repeatSince: number | undefined } {
  const [oldest] = minutes.filter(({ seen, committed }) => seen < committed).sort((a, b) => a.minute - b.minute);
  if (!oldest) return { short: undefined, repeatSince: undefined };
  const { minute, seen } = oldest;
  const standsStill = before?.minute === minute && before.seen === seen;
  if (!standsStill) return { short: { minute, seen, seenInAll, since: now, replays: 0 }, repeatSince: undefined };
  const isLate = now - before.since >= PATIENCE * 2 ** before.replays;
  // When nothing at all comes in, the consumer is stuck or the topic quiet: the counts of all minutes tell which.
  if (!isLate || seenInAll <= before.seenInAll) return { short: before, repeatSince: undefined };
  return { short: { ...before, seenInAll, since: now, replays: before.replays + 1 }, repeatSince: minute * MINUTE };
}
