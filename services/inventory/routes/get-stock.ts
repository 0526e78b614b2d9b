import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { readStock } from "../queries/read-stock.ts";
import type { inventory } from "../service.ts";

export const getStock: Answers<typeof inventory, "getStock"> = async ({ params }, { state }) => {
  const [stock] = await readStock([params.sku], state);
  if (!stock || stock.available + stock.reserved + stock.sold === 0) throw new Problem("stock-unknown");
  return { body: stock };
};
