// A checked-out basket becomes an order, which may know facts that overtook it.
import type { Reacts } from "#platform/declare/implementation.ts";
import { place } from "../change.ts";
import type { order } from "../service.ts";

export const onProductsResolved: Reacts<typeof order, "onProductsResolved"> = (event, work) => {
  const { orderId, userId, customerEmail, lines, paymentToken, shippingAddress } = event.data;
  const items = lines.map(({ sku, quantity }) => ({ sku, quantity }));
  const placed = { userId, customerEmail, items, at: Date.parse(event.time) };
  return place(orderId, placed, { paymentToken, shippingAddress }, work);
};
