import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import type { product } from "../service.ts";

export const getProduct: Answers<typeof product, "getProduct"> = async ({ params }, { state }) => {
  const found = await state.product.get(params.sku);
  if (!found) throw new Problem("product-unknown");
  return { body: found };
};
