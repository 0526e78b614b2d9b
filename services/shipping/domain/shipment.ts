// What shipping knows of one order, and when that is enough to ship. It depends on which facts were seen, not on their order.
import { z } from "zod";
import { Address } from "#contracts/shapes/address.ts";

const Seen = z.object({
  /** Without an address the customer picks the parcel up. */
  order: z.object({ address: Address.optional() }).optional(),
  reserved: z.literal(true).optional(),
});
/** One fact, or several. */
export type Fact = z.infer<typeof Seen>;

export const Shipment = z.object({
  orderId: z.string(),
  /** Facts that wait for the others; forgotten, and the address with them, once the carrier was asked or the order cancelled. */
  seen: Seen,
  outcome: z.enum(["created", "failed", "called-back"]).optional(),
  /** Alone it is the tombstone of an order for which nothing was shipped. */
  cancelled: z.boolean(),
});
export type Shipment = z.infer<typeof Shipment>;

export const unseen = (orderId: string): Shipment => ({ orderId, seen: {}, cancelled: false });

/** The shipment with one more fact; the same object when it was known or nothing can follow from it any more. */
export function learn(shipment: Shipment, fact: Fact): Shipment {
  const isKnown = Object.keys(fact).every((name) => shipment.seen[name as keyof Fact] !== undefined);
  if (isKnown || shipment.outcome || shipment.cancelled) return shipment;
  return { ...shipment, seen: { ...shipment.seen, ...fact } };
}

/** Where the parcel is to go, as soon as the order and its stock are known. */
export function dueShipment({ seen: { order, reserved }, outcome, cancelled }: Shipment) {
  return reserved && !outcome && !cancelled ? order : undefined;
}

export function shipped(shipment: Shipment, answer: "shipped" | "not-served"): Shipment {
  return { ...shipment, seen: {}, outcome: answer === "shipped" ? "created" : "failed" };
}

/** The cancelled shipment; a call-back also tells of a parcel whose own commit was overtaken by the cancellation. */
export function cancel(shipment: Shipment, calledBack: boolean): Shipment {
  const outcome = calledBack ? "called-back" : shipment.outcome;
  return { orderId: shipment.orderId, seen: {}, ...(outcome && { outcome }), cancelled: true };
}
