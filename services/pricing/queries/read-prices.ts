// Reads list prices through their records, also absent ones: when one of them changes meanwhile, the commit does not go through.
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import type { Price, Prices } from "../domain/price.ts";
import type { pricing } from "../service.ts";

export async function readPrices(
  skus: Iterable<string>,
  state: UnitOfWorkOf<typeof pricing>["state"],
): Promise<Prices> {
  const wanted = [...new Set(skus)];
  const found = await state.price.getMany(wanted);
  return new Map(
    wanted.flatMap((sku, at): [string, Price][] => {
      const price = found[at];
      return price ? [[sku, price]] : [];
    }),
  );
}
