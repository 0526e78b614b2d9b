// A basket with lines that are no product becomes a cancelled order, so that its customer can see why.
import type { Reacts } from "#platform/declare/implementation.ts";
import { placeRejected } from "../change.ts";
import type { order } from "../service.ts";

export const onProductsRejected: Reacts<typeof order, "onProductsRejected"> = (event, work) => {
  const { orderId, userId, customerEmail, items } = event.data;
  return placeRejected(orderId, { userId, customerEmail, items, at: Date.parse(event.time) }, work);
};
