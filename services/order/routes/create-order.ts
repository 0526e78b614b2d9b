// Stores the order together with OrderCreated and answers; nobody else is asked.
import type { Answers } from "#platform/declare/implementation.ts";
import { placeNew } from "../change.ts";
import type { order } from "../service.ts";

export const createOrder: Answers<typeof order, "createOrder"> = async ({ body }, work) => {
  const { userId, customerEmail, items, paymentToken, shippingAddress } = body;
  const orderId = work.newId();
  const placed = { userId, customerEmail, items, at: work.now };
  return {
    headers: { location: `/orders/${orderId}` },
    body: { orderId, status: "PENDING", message: "Order accepted" },
    facts: placeNew(orderId, placed, { paymentToken, shippingAddress }, work),
  };
};
