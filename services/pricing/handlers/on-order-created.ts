// Prices the order at list prices, unless it was priced from its basket; an unknown price is waited for.
import { CURRENCY } from "#contracts/shapes/money.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { price, wait } from "../answer.ts";
import { quote } from "../domain/quote.ts";
import { readPrices } from "../queries/read-prices.ts";
import type { pricing } from "../service.ts";

export const onOrderCreated: Reacts<typeof pricing, "onOrderCreated"> = async (event, work) => {
  const { orderId, orderDetails } = event.data;
  const items = orderDetails.items;
  if (await work.state.pricing.get(orderId)) return [];
  const skus = items.map(({ sku }) => sku);
  const { lines, unknown } = quote(items, await readPrices(skus, work.state));
  if (unknown.length === 0) return [price(orderId, lines, CURRENCY, work)];
  wait(orderId, items, work);
  return [];
};
