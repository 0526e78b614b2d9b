// What is in a basket: each SKU once, in the order in which it was put in.
import { z } from "zod";
import { Problem } from "#contracts/problems.ts";
import { LINES_PER_ORDER, OrderLine } from "#contracts/shapes/order-line.ts";
import { DAY } from "#platform/declare/duration.ts";

export const Basket = z.object({ items: z.array(OrderLine) });
export const BasketView = Basket.extend({ userId: z.string() });

/** A basket that nobody has touched for so long is forgotten. */
export const BASKET_KEPT = { keepFor: 90 * DAY } as const;
const MOST_OF_A_SKU = 1_000;

type Items = readonly OrderLine[];

/** The items with so many of one SKU, in its old place if it has one. */
export function withLine(items: Items, line: OrderLine): OrderLine[] {
  const isKnown = items.some(({ sku }) => sku === line.sku);
  return isKnown ? items.map((item) => (item.sku === line.sku ? line : item)) : [...items, line];
}

export const withoutSku = (items: Items, sku: string): OrderLine[] => items.filter((item) => item.sku !== sku);

/** Adds lines that come back; a quantity stops at what one line may hold. */
export function merge(items: Items, returned: Items): OrderLine[] {
  return returned.reduce<OrderLine[]>(
    (merged, { sku, quantity }) => {
      const already = merged.find((item) => item.sku === sku)?.quantity ?? 0;
      return withLine(merged, { sku, quantity: Math.min(MOST_OF_A_SKU, already + quantity) });
    },
    [...items],
  );
}

/** Throws unless the items fit into one order; a basket that came back may hold more. */
export function checkSize(items: Items): void {
  if (items.length <= LINES_PER_ORDER) return;
  const message = `a basket may hold at most ${LINES_PER_ORDER} lines; this makes ${items.length}`;
  throw new Problem("request-invalid", { errors: [{ field: "items", message }] });
}
