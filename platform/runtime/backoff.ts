// When a failed event is tried again.
export interface RetryPolicy {
  /** How often an event is tried before it becomes a dead letter. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly first: number;
  readonly longest: number;
  /** Milliseconds for which an absent partner is waited for; its absence counts no attempt. */
  readonly longestOutage: number;
}

/** Exponential, with a random half so that failures do not come back in step. `attempt` is the one that failed, from 1. */
export function backoff({ first, longest }: RetryPolicy, attempt: number, random: () => number): number {
  const full = Math.min(longest, first * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (random() * full) / 2);
}
