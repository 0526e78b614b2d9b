// The order was given up; of a rejected basket this is the only thing ever heard.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnOrder } from "../learn-order.ts";
import type { storefront } from "../service.ts";

export const onOrderCancelled: Reacts<typeof storefront, "onOrderCancelled"> = (event, work) => {
  const { userId, items } = event.data;
  return learnOrder(event, { userId, items, status: "CANCELLED" }, work);
};
