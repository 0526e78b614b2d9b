import type { Answers } from "#platform/declare/implementation.ts";
import { viewOf } from "../domain/view.ts";
import { findOrder } from "../queries/find-order.ts";
import type { order } from "../service.ts";

export const getOrder: Answers<typeof order, "getOrder"> = async ({ params }, work) => ({
  body: viewOf(await findOrder(params.orderId, work)),
});
