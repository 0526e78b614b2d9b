import type { Answers } from "#platform/declare/implementation.ts";
import { entryOf } from "../domain/product.ts";
import type { product } from "../service.ts";

export const listProducts: Answers<typeof product, "listProducts"> = async ({ query }, { state }) => {
  const { limit, after } = query;
  // One more than asked for shows whether there is a next page.
  const members = await state.catalogue.range("all", { limit: limit + 1, ...(after && { after }) });
  const skus = members.slice(0, limit).map(({ member }) => member);
  const found = await state.product.getMany(skus);
  const products = found.filter((known) => known !== undefined).map(entryOf);
  const next = members.length > limit ? skus.at(-1) : undefined;
  return { body: { products, ...(next && { next }) } };
};
