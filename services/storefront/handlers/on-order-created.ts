// The order appears in the user's list.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnOrder } from "../learn-order.ts";
import type { storefront } from "../service.ts";

export const onOrderCreated: Reacts<typeof storefront, "onOrderCreated"> = (event, work) => {
  const { userId, orderDetails } = event.data;
  return learnOrder(event, { userId, items: orderDetails.items, status: "PENDING" }, work);
};
