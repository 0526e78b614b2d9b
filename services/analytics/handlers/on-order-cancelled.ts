// Counts what came to nothing.
import type { Reacts } from "#platform/declare/implementation.ts";
import type { analytics } from "../service.ts";

export const onOrderCancelled: Reacts<typeof analytics, "onOrderCancelled"> = async (_event, { state }) => {
  state.totals.add("ordersCancelled", 1);
  return [];
};
