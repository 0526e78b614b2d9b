// Finds the products that the lines of a basket stand for.
import type { OrderLine, ResolvedLine } from "#contracts/shapes/order-line.ts";
import type { Product } from "./product.ts";

/** The lines with names and list prices, and the SKUs that are no product. `products` are those of the lines, side by side. */
export function lookUp(
  lines: readonly OrderLine[],
  products: readonly (Product | undefined)[],
): { resolved: ResolvedLine[]; unknown: string[] } {
  const resolved: ResolvedLine[] = [];
  const unknown: string[] = [];
  for (const [at, { sku, quantity }] of lines.entries()) {
    const found = products[at];
    if (found) resolved.push({ sku, quantity, name: found.name, unitPrice: found.unitPrice });
    else unknown.push(sku);
  }
  return { resolved, unknown };
}
