// When an unsettled order is looked at: some time after it was placed, then each time at twice its age, up to a longest wait;
// and whether something of it may be lost by then, or it only waits for its turn.
import { SECOND } from "#platform/declare/duration.ts";
import type { KnownOrder } from "./order.ts";

interface Pace {
  readonly ORDER_DEADLINE_MS: number;
  readonly FIRST_REPLAY_MS: number;
  readonly REPLAY_EVERY_MS: number;
}

const deadlineOf = (placedAt: number, { ORDER_DEADLINE_MS }: Pace): number => placedAt + ORDER_DEADLINE_MS;

/** Its time is over, and it was not cancelled for that yet. */
export const isOverdue = ({ placed, facts }: KnownOrder, pace: Pace, now: number): boolean =>
  deadlineOf(placed.at, pace) <= now && !facts.reasons.includes("deadline-passed");

/** The time of the next look, in milliseconds since 1970; never after the deadline while that is still ahead. */
export function nextLook(placedAt: number, pace: Pace, now: number): number {
  const wait = Math.min(pace.REPLAY_EVERY_MS, Math.max(pace.FIRST_REPLAY_MS, now - placedAt));
  return notPast(deadlineOf(placedAt, pace), now + wait, now);
}
/** The time of the next look at an order whose turn it was not. */
export const soonAgain = (placedAt: number, pace: Pace, now: number): number =>
  notPast(deadlineOf(placedAt, pace), now + pace.FIRST_REPLAY_MS, now);

/** How far the platform has come with all orders. */
export interface Settled {
  /** When the youngest order that is settled was placed; milliseconds since 1970. */
  readonly placedAt: number;
  /** When an order was settled for the last time. */
  readonly at: number;
}
/** Orders are handled side by side, so one may end a little before another that was placed before it. */
const SIDE_BY_SIDE = 2 * SECOND;

/** While orders are settled one after the other, those that were placed after all of them only wait. */
export const mayBeLost = (placedAt: number, settled: Settled, { FIRST_REPLAY_MS }: Pace, now: number): boolean =>
  settled.placedAt > placedAt + SIDE_BY_SIDE || now - settled.at >= FIRST_REPLAY_MS;

const notPast = (deadline: number, next: number, now: number): number =>
  deadline > now ? Math.min(next, deadline) : next;
