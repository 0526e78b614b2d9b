// What analytics counts, and how it is shown.
import { z } from "zod";
import { CURRENCY, Currency } from "#contracts/shapes/money.ts";

/** The ids of the counters. Revenue is the sum of the totals of completed orders, in minor units. */
export const TOTALS = ["ordersCreated", "ordersCompleted", "ordersCancelled", "revenue"] as const;

export const Summary = z.object({
  ordersCreated: z.int(),
  ordersCompleted: z.int(),
  ordersCancelled: z.int(),
  revenue: z.int(),
  currency: Currency,
});

/** `totals` stand in the order of TOTALS. */
export function summaryOf(totals: readonly number[]): z.infer<typeof Summary> {
  const [ordersCreated = 0, ordersCompleted = 0, ordersCancelled = 0, revenue = 0] = totals;
  return { ordersCreated, ordersCompleted, ordersCancelled, revenue, currency: CURRENCY };
}
