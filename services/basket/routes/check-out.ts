// Empties the basket and stores BasketCheckedOut in one step, and answers; nobody else is asked.
import { BasketCheckedOut } from "#contracts/events/index.ts";
import { Problem } from "#contracts/problems.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { BASKET_KEPT, checkSize } from "../domain/basket.ts";
import { opened } from "../domain/checkout.ts";
import { readItems } from "../queries/read-items.ts";
import type { basket } from "../service.ts";

export const checkOut: Answers<typeof basket, "checkOut"> = async ({ params, body }, { state, newId }) => {
  const { userId } = params;
  const checkout = opened(userId, await readItems(userId, state));
  const { items } = checkout;
  if (items.length === 0) throw new Problem("basket-empty");
  checkSize(items);
  const orderId = newId();
  state.checkout.set(orderId, checkout);
  // Emptied, not deleted, so that its version goes on and a checkout at the same time is noticed.
  state.basket.set(userId, { items: [] }, BASKET_KEPT);
  return {
    headers: { location: `/orders/${orderId}` },
    body: { orderId, status: "PENDING", message: "Order accepted" },
    facts: [emit(BasketCheckedOut, { orderId, userId, items, ...body })],
  };
};
