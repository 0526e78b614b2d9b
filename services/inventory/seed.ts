// Stock for the example catalogue.
import type { Seeds } from "#platform/declare/implementation.ts";
import type { inventory } from "./service.ts";

export const seed: Seeds<typeof inventory> = async ({ state, settings }) => {
  for (let number = 1; number <= settings.SEED_PRODUCTS; number++) {
    state.available.add(`SKU-${number}`, settings.SEED_STOCK);
    state.skus.put("all", `SKU-${number}`, number);
  }
  return [];
};
