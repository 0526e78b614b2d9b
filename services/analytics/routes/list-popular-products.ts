import type { Answers } from "#platform/declare/implementation.ts";
import type { analytics } from "../service.ts";

export const listPopularProducts: Answers<typeof analytics, "listPopularProducts"> = async ({ query }, { state }) => {
  const popular = await state.popular.range("products", { limit: query.limit, reverse: true });
  return { body: { products: popular.map(({ member, score }) => ({ sku: member, quantity: score })) } };
};
