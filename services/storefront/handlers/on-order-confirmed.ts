// The order will be served.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnOrder } from "../learn-order.ts";
import type { storefront } from "../service.ts";

export const onOrderConfirmed: Reacts<typeof storefront, "onOrderConfirmed"> = (event, work) => {
  const { userId, items } = event.data;
  return learnOrder(event, { userId, items, status: "CONFIRMED" }, work);
};
