// How many units of a SKU there are, and where they stand.
import { z } from "zod";

export const Stock = z.object({ sku: z.string(), available: z.int(), reserved: z.int(), sold: z.int() });
export type Stock = z.infer<typeof Stock>;

/** The numbers of several SKUs, read side by side. */
export function stockOf(
  skus: readonly string[],
  available: readonly number[],
  reserved: readonly number[],
  sold: readonly number[],
): Stock[] {
  return skus.map((sku, at) => ({
    sku,
    available: available[at] ?? 0,
    reserved: reserved[at] ?? 0,
    sold: sold[at] ?? 0,
  }));
}
