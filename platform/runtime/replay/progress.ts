// How far a consumer has got with one topic, and when something must have been lost.
import { MINUTE, SECOND } from "../../declare/duration.ts";
import type { ShortMinute } from "./minute-watch.ts";
import { type Beat, type Skipped, skippedBy } from "./skipped-beats.ts";

export interface Progress {
  /** Events that this consumer never has to see: the publisher had forgotten them before it first listened, or they are lost for good. */
  readonly baseline: number;
  readonly seen: number;
  /** Since when nothing has moved though events are missing; milliseconds since 1970. */
  readonly stalledSince: number | undefined;
  readonly replays: number;
  /** Events that never came and cannot come again, so far. */
  readonly lost?: number | undefined;
  /** How it stood at the first of these replays. */
  readonly noticed?: Noticed | undefined;
  /** Events that the last replay could not bring, because the journal had forgotten them. */
  readonly forgone?: number | undefined;
  /** When nothing was missing for the last time. */
  readonly agreedAt: number;
  /** The last heartbeat that was heard. */
  readonly beat: Beat;
  readonly short?: ShortMinute | undefined;
  readonly skipped?: Skipped | undefined;
}
interface Noticed {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly committed: number;
  readonly missing: number;
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

export interface Advance {
  readonly progress: Progress;
  /** From when on events must be repeated, in milliseconds since 1970; undefined when none are lost. */
  readonly repeatSince: number | undefined;
  /** Events that nobody waits for any more: they cannot come again. */
  readonly lost?: number;
}

/** What a heartbeat tells a consumer that has seen so many events of a publisher that keeps its journal for `journalKept` milliseconds. */
export function advance(
  before: Progress | undefined,
  count: Count,
  beat: Beat,
  now: number,
  journalKept: number,
): Advance {
  const compared = compare(before, count, newer(before?.beat, beat), now, journalKept);
  const skipped = skippedBy(before, beat, now);
  if (skipped === undefined || now - skipped.noticedAt < PATIENCE)
    return { ...compared, progress: { ...compared.progress, skipped } };
  // The broker lost heartbeats, so it may have lost events with them, even if newer ones hide that from the count.
  const sinceThen = Math.max(0, skipped.since - MINUTE);
  return {
    ...compared,
    progress: { ...compared.progress, skipped: undefined },
    repeatSince: Math.min(compared.repeatSince ?? sinceThen, sinceThen),
  };
}

/** A heartbeat that comes late says nothing that a newer one does not say, but that it was not lost. */
export const heardLate = (before: Progress | undefined, beat: Beat, now: number): Progress | undefined =>
  before && { ...before, beat: newer(before.beat, beat), skipped: skippedBy(before, beat, now) };

/** Heartbeats may overtake each other; a publisher that lost its store begins again at 1. */
const newer = (known: Beat | undefined, beat: Beat): Beat =>
  known === undefined || beat.at >= known.at ? beat : known;

function compare(before: Progress | undefined, count: Count, beat: Beat, now: number, journalKept: number): Advance {
  const { committed, forgotten, seen } = count;
  const known: Omit<Progress, "seen" | "beat"> = before ?? {
    baseline: forgotten,
    replays: 0,
    agreedAt: beat.at,
    stalledSince: undefined,
  };
  const { baseline, replays, agreedAt, stalledSince, forgone } = known;
  const missing = committed - baseline - seen;
  if (missing <= 0)
    return {
      progress: { baseline, seen, stalledSince: undefined, replays: 0, agreedAt: beat.at, beat },
      repeatSince: undefined,
    };
  const hasMoved = stalledSince === undefined || seen !== before?.seen;
  if (hasMoved)
    return { progress: { ...known, seen, stalledSince: now, forgone: undefined, beat }, repeatSince: undefined };
  if (now - stalledSince < Math.min(LONGEST_PATIENCE, PATIENCE * 2 ** replays))
    return { progress: { ...known, seen, stalledSince, beat }, repeatSince: undefined };
  if (forgone !== undefined)
    return {
      progress: { baseline: baseline + forgone, seen, agreedAt, stalledSince: now, replays: 0, beat },
      repeatSince: undefined,
      lost: forgone,
    };
  const margin = MARGINS[replays];
  const noticed = known.noticed ?? { at: now, committed, missing };
  const isForgotten = forgotten >= noticed.committed || now - noticed.at >= journalKept;
  return {
    progress: {
      baseline,
      seen,
      agreedAt,
      stalledSince: now,
      replays: replays + 1,
      noticed,
      // What has gone missing since then may still be in the journal.
      forgone: margin === undefined && isForgotten ? Math.min(missing, noticed.missing) : undefined,
      beat,
    },
    repeatSince: margin === undefined ? 0 : Math.max(0, agreedAt - margin),
  };
}
