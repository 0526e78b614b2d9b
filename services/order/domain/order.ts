// An order is a function of the set of facts seen about it, whatever their order: `settle` in settle.ts draws the conclusions.
import { z } from "zod";
import { Currency, Minor } from "#contracts/shapes/money.ts";
import { OrderLine } from "#contracts/shapes/order-line.ts";
import { OrderStatus } from "#contracts/shapes/order-status.ts";
import { CancelReason } from "#contracts/shapes/reason.ts";

export const GIVERS = ["inventory", "billing", "shipping", "loyalty"] as const;
export type Giver = (typeof GIVERS)[number];

/** Facts about the order from elsewhere; they may come before the order itself is known. */
export const Facts = z.object({
  reserved: z.boolean(),
  priced: z.object({ total: Minor, currency: Currency }).optional(),
  captured: z.boolean(),
  shipped: z.boolean(),
  /** Why it cannot be served; empty while it can. */
  reasons: z.array(CancelReason),
  /** Who has answered OrderCancelled. */
  gaveBack: z.array(z.enum(GIVERS)),
});
export type Facts = z.infer<typeof Facts>;
export const NO_FACTS: Facts = { reserved: false, captured: false, shipped: false, reasons: [], gaveBack: [] };

export const Placed = z.object({
  userId: z.string(),
  customerEmail: z.string(),
  items: z.array(OrderLine),
  /** Milliseconds since 1970. */
  at: z.number(),
});
export type Placed = z.infer<typeof Placed>;

export const HistoryEntry = z.object({ status: OrderStatus, at: z.string(), because: z.string() });

export const Order = z.object({
  orderId: z.string(),
  placed: Placed.optional(),
  facts: Facts,
  status: OrderStatus.optional(),
  history: z.array(HistoryEntry),
});
export type Order = z.infer<typeof Order>;
/** An order whose customer and lines are known. */
export type KnownOrder = Order & { readonly placed: Placed };

export const unseen = (orderId: string): Order => ({ orderId, facts: NO_FACTS, history: [] });
export const isKnown = (order: Order | undefined): order is KnownOrder => order?.placed !== undefined;

/** Completed, or cancelled and everything given back. */
export const isSettled = (order: Order): boolean =>
  order.status === "COMPLETED" ||
  (order.status === "CANCELLED" && GIVERS.every((giver) => order.facts.gaveBack.includes(giver)));
