import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { viewOf } from "../domain/view.ts";
import type { billing } from "../service.ts";

export const getPayment: Answers<typeof billing, "getPayment"> = async ({ params }, { state }) => {
  const known = await state.payment.get(params.orderId);
  const view = known && viewOf(known);
  if (!view) throw new Problem("payment-unknown");
  return { body: view };
};
