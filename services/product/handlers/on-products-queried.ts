// Answers over the bus what products are called; a question that nobody waits for any more is left unanswered.
import { ProductsQueryAnswered } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import type { product } from "../service.ts";

export const onProductsQueried: Reacts<typeof product, "onProductsQueried"> = async (event, { state, now }) => {
  const { queryId, skus, expiresAt } = event.data;
  if (expiresAt <= now) return [];
  const found = await state.product.getMany(skus);
  const products = found.filter((known) => known !== undefined).map(({ sku, name }) => ({ sku, name }));
  return [emit(ProductsQueryAnswered, { queryId, products })];
};
