// An example catalogue.
import { ProductChanged } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Seeds } from "#platform/declare/implementation.ts";
import { exampleProduct } from "./domain/example.ts";
import type { product } from "./service.ts";

export const seed: Seeds<typeof product> = async ({ state, settings }) => {
  const numbers = Array.from({ length: settings.SEED_PRODUCTS }, (_, at) => at + 1);
  return numbers.map((number) => {
    const example = exampleProduct(number);
    state.product.set(example.sku, example);
    state.catalogue.put("all", example.sku, number);
    return emit(ProductChanged, example);
  });
};
