import { ProductChanged } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { changed } from "../domain/product.ts";
import type { product } from "../service.ts";

export const putProduct: Answers<typeof product, "putProduct"> = async ({ params, body }, { state, now }) => {
  const { sku } = params;
  const before = await state.product.get(sku);
  const after = changed(before, sku, body);
  state.product.set(sku, after);
  if (!before) state.catalogue.put("all", sku, now);
  return { body: after, facts: [emit(ProductChanged, after)] };
};
