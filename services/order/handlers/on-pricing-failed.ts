// Without a price there is no order.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { order } from "../service.ts";

export const onPricingFailed: Reacts<typeof order, "onPricingFailed"> = (event, work) =>
  learnFact(event.data.orderId, { reason: "not-priced" }, work);
