// Gives the basket back, once, together with what was put in meanwhile.
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { BASKET_KEPT, merge } from "../domain/basket.ts";
import { ended, isOpen } from "../domain/checkout.ts";
import { readItems } from "../queries/read-items.ts";
import type { basket } from "../service.ts";

export const onProductsRejected: Reacts<typeof basket, "onProductsRejected"> = async (event, { state }) => {
  const { orderId } = event.data;
  const checkout = await state.checkout.get(orderId);
  if (!isOpen(checkout)) return [];
  const items = merge(await readItems(checkout.userId, state), checkout.items);
  state.basket.set(checkout.userId, { items }, BASKET_KEPT);
  state.checkout.set(orderId, ended(checkout, "given-back"), FINISHED_KEPT);
  return [];
};
