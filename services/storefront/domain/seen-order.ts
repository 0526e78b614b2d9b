// What the storefront has seen of one order: the same whatever order the events came in.
import { z } from "zod";
import { Minor } from "#contracts/shapes/money.ts";
import { OrderLine } from "#contracts/shapes/order-line.ts";
import { OrderStatus } from "#contracts/shapes/order-status.ts";

export const SeenOrder = z.object({
  orderId: z.string(),
  /** The time of the earliest event seen, in milliseconds since 1970. */
  at: z.number(),
  userId: z.string().optional(),
  items: z.array(OrderLine).optional(),
  total: Minor.optional(),
  /** The weightiest status seen. */
  status: OrderStatus.optional(),
});
export type SeenOrder = z.infer<typeof SeenOrder>;

/** What one event says about an order. */
export type Fact = Omit<SeenOrder, "orderId">;

/** Statuses stand in their shape from the lightest to the weightiest. */
const weightiest = (seen: readonly (OrderStatus | undefined)[]): OrderStatus | undefined =>
  OrderStatus.options.findLast((status) => seen.includes(status));

/** The order with one more fact; a fact that was known changes nothing. */
export const learn = (order: SeenOrder, fact: Fact): SeenOrder => ({
  orderId: order.orderId,
  at: Math.min(order.at, fact.at),
  userId: order.userId ?? fact.userId,
  items: order.items ?? fact.items,
  total: order.total ?? fact.total,
  status: weightiest([order.status, fact.status]),
});

/** Nothing is expected to happen to it any more. */
export const isFinished = ({ status }: SeenOrder): boolean => status === "COMPLETED" || status === "CANCELLED";
