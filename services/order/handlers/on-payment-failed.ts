// The charge was declined: the order is cancelled.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onPaymentFailed: Reacts<typeof order, "onPaymentFailed"> = (event, work) =>
  learnFact(event.data.orderId, { reason: "payment-declined" }, work);
