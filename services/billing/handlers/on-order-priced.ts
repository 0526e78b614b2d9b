// Says how much is to be charged.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnFact } from "../change.ts";
import type { billing } from "../service.ts";

export const onOrderPriced: Reacts<typeof billing, "onOrderPriced"> = (event, work) => {
  const { orderId, total, currency } = event.data;
  return learnFact(orderId, { price: { amount: total, currency } }, work);
};
