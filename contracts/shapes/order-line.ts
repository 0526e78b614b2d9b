// What is ordered, and how much of it.
import { z } from "zod";
import { Sku } from "./ids.ts";
import { Minor } from "./money.ts";

export const Quantity = z.int().min(1).max(1000);

export const OrderLine = z.object({ sku: Sku, quantity: Quantity });
export type OrderLine = z.infer<typeof OrderLine>;

/** A line that product has looked up: with its name and list price. */
export const ResolvedLine = OrderLine.extend({ name: z.string(), unitPrice: Minor });
export type ResolvedLine = z.infer<typeof ResolvedLine>;

export const LINES_PER_ORDER = 100;

/** The lines of a request: at most 100, each SKU once. */
export const RequestedLines = z
  .array(z.strictObject(OrderLine.shape))
  .min(1)
  .max(LINES_PER_ORDER)
  .superRefine((lines, context) => {
    const seen = new Set<string>();
    for (const [at, { sku }] of lines.entries()) {
      if (seen.has(sku))
        context.addIssue({
          code: "custom",
          path: [at, "sku"],
          message: `${sku} stands in two lines; add up its quantity in one`,
        });
      seen.add(sku);
    }
  });
