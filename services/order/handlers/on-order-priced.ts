// The order has a total.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onOrderPriced: Reacts<typeof order, "onOrderPriced"> = (event, work) =>
  learnFact(event.data.orderId, { priced: { total: event.data.total, currency: event.data.currency } }, work);
