// Units move between the three counters of a SKU; their sum changes only when goods arrive.
import type { OrderLine } from "#contracts/shapes/order-line.ts";
import type { CounterAccess } from "#platform/declare/unit-of-work.ts";

/** Moves every line's quantity from one counter to another. */
export function move(lines: readonly OrderLine[], from: CounterAccess, to: CounterAccess): void {
  for (const { sku, quantity } of lines) {
    from.add(sku, -quantity);
    to.add(sku, quantity);
  }
}
