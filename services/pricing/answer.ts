// The one way in which an order gets its total or waits for it; whatever is stored and indexed for that changes here.
import { OrderPriced, PricingFailed } from "#contracts/events/index.ts";
import { CURRENCY, totalOf } from "#contracts/shapes/money.ts";
import type { OrderLine } from "#contracts/shapes/order-line.ts";
import { type EmissionOf, emit } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import type { Prices } from "./domain/price.ts";
import { isWaiting, type Waiting } from "./domain/pricing.ts";
import { type PricedLine, quote } from "./domain/quote.ts";
import { readPrices } from "./queries/read-prices.ts";
import type { pricing as service } from "./service.ts";

type Work = Pick<UnitOfWorkOf<typeof service>, "state" | "now" | "settings">;

const withoutPrices = (lines: readonly OrderLine[]) => lines.map(({ sku, quantity }) => ({ sku, quantity }));

/** Answers with a total. */
export function price(orderId: string, priced: readonly PricedLine[], currency: string, { state }: Work) {
  state.pricing.set(orderId, { state: "priced", orderId, lines: withoutPrices(priced) }, FINISHED_KEPT);
  const lines = priced.map(({ sku, quantity, unitPrice }) => ({ sku, quantity, unitPrice }));
  return emit(OrderPriced, { orderId, lines, total: totalOf(lines), currency });
}

/** Keeps the order until every price is known or its time is over. */
export function wait(orderId: string, items: readonly OrderLine[], { state, now, settings }: Work): void {
  const giveUpAt = now + settings.PRICE_WAIT_MS;
  const lines = withoutPrices(items);
  state.pricing.set(orderId, { state: "waiting", orderId, lines, giveUpAt });
  state.waiting.put("all", orderId, giveUpAt);
  for (const { sku } of lines) state.waitingFor.put(sku, orderId, giveUpAt);
}

/** An order that is answered does not wait any more. */
export function stopWaiting({ orderId, lines }: Waiting, { state }: Work): void {
  state.waiting.remove("all", orderId);
  for (const { sku } of lines) state.waitingFor.remove(sku, orderId);
}

/** Answers that there will be no total. */
export function fail(waiting: Waiting, unknown: readonly string[], work: Work) {
  const { orderId, lines } = waiting;
  stopWaiting(waiting, work);
  work.state.pricing.set(orderId, { state: "failed", orderId, lines }, FINISHED_KEPT);
  return emit(PricingFailed, { orderId, unknown: [...unknown] });
}

/** Those of the waiting orders whose prices are all known by now get their totals. `fresh` are prices that are not stored yet. */
export async function priceWaiting(orderIds: readonly string[], fresh: Prices, work: Work) {
  const orders = (await work.state.pricing.getMany(orderIds)).filter(isWaiting);
  const skus = orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)).filter((sku) => !fresh.has(sku));
  const prices = new Map([...(await readPrices(skus, work.state)), ...fresh]);
  const facts: EmissionOf<typeof OrderPriced>[] = [];
  const unpriced: { order: Waiting; unknown: readonly string[] }[] = [];
  for (const order of orders) {
    const { lines, unknown } = quote(order.lines, prices);
    if (unknown.length > 0) unpriced.push({ order, unknown });
    else {
      stopWaiting(order, work);
      facts.push(price(order.orderId, lines, CURRENCY, work));
    }
  }
  return { facts, unpriced };
}
