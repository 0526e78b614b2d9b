// The checkout has become an order, so there is nothing to give back any more; an order placed directly was never a basket.
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { ended, isOpen } from "../domain/checkout.ts";
import type { basket } from "../service.ts";

export const onOrderCreated: Reacts<typeof basket, "onOrderCreated"> = async (event, { state }) => {
  const { orderId } = event.data;
  const checkout = await state.checkout.get(orderId);
  if (isOpen(checkout)) state.checkout.set(orderId, ended(checkout, "ordered"), FINISHED_KEPT);
  return [];
};
