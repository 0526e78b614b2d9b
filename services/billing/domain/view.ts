// A payment as its customer sees it.
import { z } from "zod";
import { OrderId } from "#contracts/shapes/ids.ts";
import { Minor } from "#contracts/shapes/money.ts";
import type { Payment } from "./payment.ts";

export const PaymentView = z.object({
  orderId: OrderId,
  status: z.enum(["CAPTURED", "FAILED", "REFUNDED"]),
  /** What was captured, or tried; a refund leaves it as it is. */
  amount: Minor,
});

const STATUS = { captured: "CAPTURED", declined: "FAILED", refunded: "REFUNDED" } as const;

/** Undefined while nothing was captured or declined. */
export function viewOf({ orderId, charge }: Payment): z.infer<typeof PaymentView> | undefined {
  return charge && { orderId, status: STATUS[charge.outcome], amount: charge.amount };
}
