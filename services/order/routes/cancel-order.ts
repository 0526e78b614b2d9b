// The customer's own cancel: allowed until the order is completed, and harmless when repeated.
import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { cancel } from "../change.ts";
import { viewOf } from "../domain/view.ts";
import { findOrder } from "../queries/find-order.ts";
import type { order } from "../service.ts";

export const cancelOrder: Answers<typeof order, "cancelOrder"> = async ({ params }, work) => {
  const found = await findOrder(params.orderId, work);
  if (found.status === "COMPLETED") throw new Problem("order-not-cancellable");
  const { order, facts } = cancel(found, { reason: "cancelled-by-customer" }, work);
  return { body: viewOf(order), facts };
};
