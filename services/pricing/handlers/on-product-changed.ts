// Learns a list price, and prices the orders that waited for it.
import type { Reacts } from "#platform/declare/implementation.ts";
import { priceWaiting } from "../answer.ts";
import { latest } from "../domain/price.ts";
import type { pricing } from "../service.ts";

/** What is beyond this is priced by the schedule. */
const ORDERS_AT_ONCE = 500;

export const onProductChanged: Reacts<typeof pricing, "onProductChanged"> = async (event, work) => {
  const { sku, unitPrice, currency, revision } = event.data;
  const known = await work.state.price.get(sku);
  const price = latest(known, { unitPrice, currency, revision });
  if (price === known) return [];
  work.state.price.set(sku, price);
  const waiting = await work.state.waitingFor.range(sku, { limit: ORDERS_AT_ONCE });
  const orderIds = waiting.map(({ member }) => member);
  const { facts } = await priceWaiting(orderIds, new Map([[sku, price]]), work);
  return facts;
};
