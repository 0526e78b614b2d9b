import type { Answers } from "#platform/declare/implementation.ts";
import { readStock } from "../queries/read-stock.ts";
import type { inventory } from "../service.ts";

export const restock: Answers<typeof inventory, "restock"> = async ({ params, body }, { state, now }) => {
  const { sku } = params;
  const [before] = await readStock([sku], state);
  state.available.add(sku, body.quantity);
  // A SKU keeps its place in the list.
  if (!before || before.available + before.reserved + before.sold === 0) state.skus.put("all", sku, now);
  return { body: { ...before, available: (before?.available ?? 0) + body.quantity } };
};
