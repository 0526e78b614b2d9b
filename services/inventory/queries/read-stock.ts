// Three counters of several SKUs in three reads.
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { type Stock, stockOf } from "../domain/stock.ts";
import type { inventory } from "../service.ts";

export async function readStock(
  skus: readonly string[],
  state: UnitOfWorkOf<typeof inventory>["state"],
): Promise<Stock[]> {
  const [available, reserved, sold] = await Promise.all([
    state.available.getMany(skus),
    state.reserved.getMany(skus),
    state.sold.getMany(skus),
  ]);
  return stockOf(skus, available, reserved, sold);
}
