// Answers orders that have waited long enough. It looks for their prices first: an order that began to wait in the very moment
// in which its price was learnt is found by nobody else. Each is answered by itself, so that a price which
// changes all the time is in the way of its own orders only.
import type { Runs, UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { fail, priceWaiting } from "../answer.ts";
import { isWaiting } from "../domain/pricing.ts";
import { quote } from "../domain/quote.ts";
import { peekPrices } from "../queries/read-prices.ts";
import type { pricing } from "../service.ts";

const ORDERS_PER_RUN = 500;

type Work = UnitOfWorkOf<typeof pricing>;

export const giveUpOnUnknownPrices: Runs<typeof pricing, "giveUpOnUnknownPrices"> = async ({ state, now }) => {
  const waiting = await state.waiting.range("all", { limit: ORDERS_PER_RUN });
  const orders = (await state.pricing.peekMany(waiting.map(({ member }) => member))).filter(isWaiting);
  const prices = await peekPrices(
    orders.flatMap(({ lines }) => lines.map(({ sku }) => sku)),
    state,
  );
  const ripe = orders.filter(({ lines, giveUpAt }) => giveUpAt <= now || quote(lines, prices).unknown.length === 0);
  return {
    facts: [],
    afterwards: ripe.map(
      ({ orderId }) =>
        (work: Work) =>
          answer(orderId, work),
    ),
  };
};

async function answer(orderId: string, work: Work) {
  const { facts, unpriced } = await priceWaiting([orderId], new Map(), work);
  const overdue = unpriced.filter(({ order }) => order.giveUpAt <= work.now);
  return [...facts, ...overdue.map(({ order, unknown }) => fail(order, unknown, work))];
}
