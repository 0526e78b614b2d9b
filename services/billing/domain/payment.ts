// What billing knows of one order, and when that is enough to charge. It depends on which facts were seen, not on their order.
import { z } from "zod";
import { Money } from "#contracts/shapes/money.ts";
import { PaymentToken } from "#contracts/shapes/payment-token.ts";

const Seen = z.object({
  order: z.object({ token: PaymentToken.optional() }).optional(),
  price: Money.optional(),
  reserved: z.literal(true).optional(),
});
/** One fact, or several. */
export type Fact = z.infer<typeof Seen>;

export const Payment = z.object({
  orderId: z.string(),
  /** Facts that wait for the others; forgotten, and the token with them, once the charge was tried or the order cancelled. */
  seen: Seen,
  charge: Money.extend({ outcome: z.enum(["captured", "declined", "refunded"]) }).optional(),
  /** Alone it is the tombstone of an order that was never charged. */
  cancelled: z.boolean(),
});
export type Payment = z.infer<typeof Payment>;

export const unseen = (orderId: string): Payment => ({ orderId, seen: {}, cancelled: false });

/** The payment with one more fact; the same object when it was known or nothing can follow from it any more. */
export function learn(payment: Payment, fact: Fact): Payment {
  const isKnown = Object.keys(fact).every((name) => payment.seen[name as keyof Fact] !== undefined);
  if (isKnown || payment.charge || payment.cancelled) return payment;
  return { ...payment, seen: { ...payment.seen, ...fact } };
}

/** What is to be charged, as soon as the order, its price and its stock are known. */
export function dueCharge({ seen: { order, price, reserved }, charge, cancelled }: Payment) {
  if (!order || !price || !reserved || charge || cancelled) return undefined;
  return { ...price, token: order.token };
}

export function charged(payment: Payment, { amount, currency }: Money, outcome: "captured" | "declined"): Payment {
  return { ...payment, seen: {}, charge: { amount, currency, outcome } };
}

/** The cancelled payment; a refund also tells of a capture whose own commit was overtaken by the cancellation. */
export function cancel({ orderId, charge }: Payment, refunded: Money | undefined): Payment {
  const ended = refunded ? { ...refunded, outcome: "refunded" as const } : charge;
  return { orderId, seen: {}, ...(ended && { charge: ended }), cancelled: true };
}
