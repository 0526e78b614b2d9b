// An order from a basket brings its prices; it is priced from them, also when it already waits for a list price.
import type { Reacts } from "#platform/declare/implementation.ts";
import { price, stopWaiting } from "../answer.ts";
import { isAnswered, isWaiting } from "../domain/pricing.ts";
import type { pricing } from "../service.ts";

export const onProductsResolved: Reacts<typeof pricing, "onProductsResolved"> = async (event, work) => {
  const { orderId, lines, currency } = event.data;
  const known = await work.state.pricing.get(orderId);
  if (isAnswered(known)) return [];
  if (isWaiting(known)) stopWaiting(known, work);
  return [price(orderId, lines, currency, work)];
};
