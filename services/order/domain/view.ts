// An order as its customer sees it.
import { z } from "zod";
import { OrderLine } from "#contracts/shapes/order-line.ts";
import { OrderStatus } from "#contracts/shapes/order-status.ts";
import { CancelReason } from "#contracts/shapes/reason.ts";
import { HistoryEntry, isSettled, type KnownOrder } from "./order.ts";

export const OrderView = z.object({
  orderId: z.string(),
  userId: z.string(),
  status: OrderStatus,
  /** Nothing more will happen: completed, or cancelled with everything given back. */
  settled: z.boolean(),
  items: z.array(OrderLine),
  total: z.number().optional(),
  currency: z.string().optional(),
  reason: CancelReason.optional(),
  history: z.array(HistoryEntry),
});

export function viewOf(order: KnownOrder): z.infer<typeof OrderView> {
  // The reason that was said, not one that became known later.
  const { data: reason } = CancelReason.safeParse(order.history.at(-1)?.because);
  return {
    orderId: order.orderId,
    userId: order.placed.userId,
    status: order.status ?? "PENDING",
    settled: isSettled(order),
    items: order.placed.items,
    ...order.facts.priced,
    ...(reason && { reason }),
    history: order.history,
  };
}
