import type { Answers } from "#platform/declare/implementation.ts";
import { BASKET_KEPT, checkSize, withLine } from "../domain/basket.ts";
import { readItems } from "../queries/read-items.ts";
import type { basket } from "../service.ts";

export const putItem: Answers<typeof basket, "putItem"> = async ({ params, body }, { state }) => {
  const { userId, sku } = params;
  const items = withLine(await readItems(userId, state), { sku, quantity: body.quantity });
  checkSize(items);
  state.basket.set(userId, { items }, BASKET_KEPT);
  return { body: { userId, items } };
};
