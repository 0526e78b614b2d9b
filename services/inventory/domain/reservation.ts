// What inventory knows of one order. It depends on which facts were seen, not on their order.
import { z } from "zod";
import { OrderLine } from "#contracts/shapes/order-line.ts";

export const Reservation = z.object({
  orderId: z.string(),
  /** `completed-unseen`: OrderCompleted overtook OrderCreated; `released` with no items is the tombstone of an unseen order. */
  state: z.enum(["completed-unseen", "reserved", "refused", "sold", "released"]),
  items: z.array(OrderLine),
});
export type Reservation = z.infer<typeof Reservation>;

/** Orders whose stock question is settled answer a late OrderCreated with silence. */
export const isUnanswered = (known: Reservation | undefined): boolean =>
  known === undefined || known.state === "completed-unseen";
