// When an unsettled order is looked at: some time after it was placed, then each time at twice its age, up to a longest wait.
interface Pace {
  readonly ORDER_DEADLINE_MS: number;
  readonly FIRST_REPLAY_MS: number;
  readonly REPLAY_EVERY_MS: number;
}

export const deadlineOf = (placedAt: number, { ORDER_DEADLINE_MS }: Pace): number => placedAt + ORDER_DEADLINE_MS;

/** The time of the next look, in milliseconds since 1970; never after the deadline while that is still ahead. */
export function nextLook(placedAt: number, pace: Pace, now: number): number {
  const wait = Math.min(pace.REPLAY_EVERY_MS, Math.max(pace.FIRST_REPLAY_MS, now - placedAt));
  return notPast(deadlineOf(placedAt, pace), now + wait, now);
}
/** The time of the next look at an order whose turn it was not. */
export const soonAgain = (placedAt: number, pace: Pace, now: number): number =>
  notPast(deadlineOf(placedAt, pace), now + pace.FIRST_REPLAY_MS, now);

const notPast = (deadline: number, next: number, now: number): number =>
  deadline > now ? Math.min(next, deadline) : next;
