// Keeps how the customer pays.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { billing } from "../service.ts";

export const onOrderCreated: Reacts<typeof billing, "onOrderCreated"> = (event, work) =>
  learnFact(event.data.orderId, { order: { token: event.data.paymentToken } }, work);
