// The order is done.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnOrder } from "../learn-order.ts";
import type { storefront } from "../service.ts";

export const onOrderCompleted: Reacts<typeof storefront, "onOrderCompleted"> = (event, work) => {
  const { userId, items, total } = event.data;
  return learnOrder(event, { userId, items, total, status: "COMPLETED" }, work);
};
