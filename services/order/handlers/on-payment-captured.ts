// The customer has paid.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onPaymentCaptured: Reacts<typeof order, "onPaymentCaptured"> = (event, work) =>
  learnFact(event.data.orderId, { captured: true }, work);
