// When an unsettled order is looked at: 15 s after it was placed, then each time at twice its age, at most 10 minutes later.
import { MINUTE, SECOND } from "#platform/declare/duration.ts";

export const FIRST_LOOK = 15 * SECOND;
const LONGEST_WAIT = 10 * MINUTE;

/** The time of the next look, in milliseconds since 1970; never after the deadline while that is still ahead. */
export function nextLook(placedAt: number, deadline: number, now: number): number {
  const next = now + Math.min(LONGEST_WAIT, Math.max(FIRST_LOOK, now - placedAt));
  return deadline > now ? Math.min(next, deadline) : next;
}
