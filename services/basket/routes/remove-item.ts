import type { Answers } from "#platform/declare/implementation.ts";
import { BASKET_KEPT, withoutSku } from "../domain/basket.ts";
import { readItems } from "../queries/read-items.ts";
import type { basket } from "../service.ts";

export const removeItem: Answers<typeof basket, "removeItem"> = async ({ params }, { state }) => {
  const { userId, sku } = params;
  const before = await readItems(userId, state);
  const items = withoutSku(before, sku);
  if (items.length < before.length) state.basket.set(userId, { items }, BASKET_KEPT);
  return { body: { userId, items } };
};
