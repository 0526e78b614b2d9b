// How far a consumer has got with one topic, and when something must have been lost.
import { MINUTE, SECOND } from "../../declare/duration.ts";

export interface Progress {
  /** Events that this consumer never has to see: the publisher had forgotten them before it first listened. */
  readonly baseline: number;
  readonly seen: number;
  /** Since when nothing has moved though events are missing; milliseconds since 1970. */
  readonly stalledSince: number | undefined;
  readonly replays: number;
  /** When nothing was missing for the last time. */
  readonly agreedAt: number;
}
export interface Count {
  readonly committed: number;
  readonly forgotten: number;
  readonly seen: number;
}

/** A consumer that is merely slow is not asked to work more. */
const PATIENCE = 15 * SECOND;
const LONGEST_PATIENCE = 10 * MINUTE;
/** How far before the last agreement a replay begins: under load an agreement may hide a loss, so each further one goes back more. */
const MARGINS = [MINUTE, 10 * MINUTE];

/** The new progress, and from when on events must be repeated (milliseconds since 1970) when some are lost. */
export function advance(
  before: Progress | undefined,
  { committed, forgotten, seen }: Count,
  at: number,
  now: number,
): { progress: Progress; repeatSince: number | undefined } {
  const known = before ?? { baseline: forgotten, replays: 0, agreedAt: at, stalledSince: undefined };
  const { baseline, replays, agreedAt, stalledSince } = known;
  if (committed - baseline - seen <= 0)
    return { progress: { baseline, seen, stalledSince: undefined, replays: 0, agreedAt: at }, repeatSince: undefined };
  const hasMoved = stalledSince === undefined || seen !== before?.seen;
  if (hasMoved) return { progress: { baseline, seen, agreedAt, stalledSince: now, replays }, repeatSince: undefined };
  if (now - stalledSince < Math.min(LONGEST_PATIENCE, PATIENCE * 2 ** replays))
    return { progress: { baseline, seen, agreedAt, stalledSince, replays }, repeatSince: undefined };
  const margin = MARGINS[replays];
  return {
    progress: { baseline, seen, agreedAt, stalledSince: now, replays: replays + 1 },
    repeatSince: margin === undefined ? 0 : Math.max(0, agreedAt - margin),
  };
}
