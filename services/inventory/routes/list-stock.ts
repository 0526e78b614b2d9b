import type { Answers } from "#platform/declare/implementation.ts";
import { readStock } from "../queries/read-stock.ts";
import type { inventory } from "../service.ts";

export const listStock: Answers<typeof inventory, "listStock"> = async ({ query }, { state }) => {
  const asked = query.sku === undefined ? await state.skus.range("all", { limit: 100 }) : undefined;
  const skus = asked ? asked.map(({ member }) => member) : [query.sku ?? []].flat();
  return { body: { stock: await readStock(skus, state) } };
};
