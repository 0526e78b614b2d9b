// Puts list prices beside the lines of an order.
import { CURRENCY } from "#contracts/shapes/money.ts";
import type { OrderLine } from "#contracts/shapes/order-line.ts";
import type { Prices } from "./price.ts";

export interface PricedLine extends OrderLine {
  readonly unitPrice: number;
}
export interface Quote {
  readonly lines: readonly PricedLine[];
  /** SKUs without a list price in the shop's currency; the quote is complete when there are none. */
  readonly unknown: readonly string[];
}

export function quote(lines: readonly OrderLine[], prices: Prices): Quote {
  const priced: PricedLine[] = [];
  const unknown: string[] = [];
  for (const { sku, quantity } of lines) {
    const price = prices.get(sku);
    if (price?.currency === CURRENCY) priced.push({ sku, quantity, unitPrice: price.unitPrice });
    else unknown.push(sku);
  }
  return { lines: priced, unknown };
}
