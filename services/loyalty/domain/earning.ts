// What loyalty knows of one order, and when that is enough for points. It depends on which facts were seen, not on their order.
import { z } from "zod";
import { UserId } from "#contracts/shapes/ids.ts";
import { Minor } from "#contracts/shapes/money.ts";

const Seen = z.object({
  /** From OrderConfirmed. */
  userId: UserId.optional(),
  /** From OrderPriced. */
  total: Minor.optional(),
});
/** One fact, or several. */
export type Fact = z.infer<typeof Seen>;

export const Earning = z.object({
  orderId: z.string(),
  /** Facts that wait for the others; forgotten once points were earned or the order cancelled. */
  seen: Seen,
  /** Points that the customer has for this order. */
  points: z.int().min(0).optional(),
  /** The tombstone: no points any more, whatever comes. */
  cancelled: z.boolean(),
});
export type Earning = z.infer<typeof Earning>;

const MINOR_PER_POINT = 100;

export const unseen = (orderId: string): Earning => ({ orderId, seen: {}, cancelled: false });

/** The earning with one more fact; the same object when it was known or nothing can follow from it any more. */
export function learn(earning: Earning, fact: Fact): Earning {
  const isKnown = Object.keys(fact).every((name) => earning.seen[name as keyof Fact] !== undefined);
  if (isKnown || earning.points !== undefined || earning.cancelled) return earning;
  return { ...earning, seen: { ...earning.seen, ...fact } };
}

/** Who earns how many points, as soon as the order is confirmed and has a total. */
export function duePoints({ seen: { userId, total }, points, cancelled }: Earning) {
  if (userId === undefined || total === undefined || points !== undefined || cancelled) return undefined;
  return { userId, points: Math.floor(total / MINOR_PER_POINT) };
}

export const earned = ({ orderId }: Earning, points: number): Earning => ({
  orderId,
  seen: {},
  points,
  cancelled: false,
});

export const cancelled = (orderId: string): Earning => ({ orderId, seen: {}, cancelled: true });
