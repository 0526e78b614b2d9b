// Counts the order and its revenue.
import type { Reacts } from "#platform/declare/implementation.ts";
import type { analytics } from "../service.ts";

export const onOrderCompleted: Reacts<typeof analytics, "onOrderCompleted"> = async (event, { state }) => {
  state.totals.add("ordersCompleted", 1);
  state.totals.add("revenue", event.data.total);
  return [];
};
