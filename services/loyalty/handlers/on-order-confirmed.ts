// The order will be served, and this is its customer.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { loyalty } from "../service.ts";

export const onOrderConfirmed: Reacts<typeof loyalty, "onOrderConfirmed"> = (event, work) =>
  learnFact(event.data.orderId, { userId: event.data.userId }, work);
