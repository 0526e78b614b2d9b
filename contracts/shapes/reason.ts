// Why an order was cancelled; the first in this list stands in the order when several are true.
import { z } from "zod";

export const REASONS = [
  "unknown-products",
  "out-of-stock",
  "not-priced",
  "payment-declined",
  "not-shippable",
  "cancelled-by-customer",
  "deadline-passed",
] as const;
export const CancelReason = z.enum(REASONS);
export type CancelReason = z.infer<typeof CancelReason>;
