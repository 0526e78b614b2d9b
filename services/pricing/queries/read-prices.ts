// Reads list prices through their records, also absent ones: when one of them changes meanwhile, the commit does not go through.
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import type { Price, Prices } from "../domain/price.ts";
import type { pricing } from "../service.ts";

type State = UnitOfWorkOf<typeof pricing>["state"];

export async function readPrices(skus: Iterable<string>, { price }: State): Promise<Prices> {
  const wanted = [...new Set(skus)];
  return bySku(wanted, await price.getMany(wanted));
}
/** For a first look only: they may change before the commit. */
export async function peekPrices(skus: Iterable<string>, { price }: State): Promise<Prices> {
  const wanted = [...new Set(skus)];
  return bySku(wanted, await price.peekMany(wanted));
}

const bySku = (skus: readonly string[], found: readonly (Price | undefined)[]): Prices =>
  new Map(
    skus.flatMap((sku, at): [string, Price][] => {
      const price = found[at];
      return price ? [[sku, price]] : [];
    }),
  );
