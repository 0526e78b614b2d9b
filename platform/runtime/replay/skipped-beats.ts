// Heartbeats that were skipped: the broker has lost them, and perhaps events with them, unless they only come late.
export interface Beat {
  readonly number: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}
export interface Skipped {
  /** When the last heartbeat before them was sent. */
  readonly since: number;
  readonly noticedAt: number;
  /** How many have not come. */
  readonly count: number;
}

/** A consumer that has slept reads many heartbeats at once, in any order: those that overtake others have skipped none. */
export function skippedBy(
  before: { readonly beat: Beat; readonly skipped?: Skipped | undefined } | undefined,
  beat: Beat,
  now: number,
): Skipped | undefined {
  if (before === undefined) return undefined;
  const { beat: last, skipped } = before;
  const ahead = beat.number - last.number - 1;
  // A publisher that has lost its store begins again at 1: what comes late from before says nothing.
  if (ahead > 0 && beat.at >= last.at) {
    const { since = last.at, noticedAt = now, count = 0 } = skipped ?? {};
    return { since, noticedAt, count: count + ahead };
  }
  const cameLate = skipped && beat.number < last.number && beat.at < last.at && beat.at > skipped.since;
  if (!cameLate) return skipped;
  return skipped.count === 1 ? undefined : { ...skipped, count: skipped.count - 1 };
}
