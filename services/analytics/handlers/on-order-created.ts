// Counts the order and what is wanted in it.
import type { Reacts } from "#platform/declare/implementation.ts";
import type { analytics } from "../service.ts";

export const onOrderCreated: Reacts<typeof analytics, "onOrderCreated"> = async (event, { state }) => {
  state.totals.add("ordersCreated", 1);
  for (const { sku, quantity } of event.data.orderDetails.items) state.popular.add("products", sku, quantity);
  return [];
};
