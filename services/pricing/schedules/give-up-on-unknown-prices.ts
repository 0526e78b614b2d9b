// Answers orders that have waited long enough. It looks for their prices first: an order that began to wait in the very moment
// in which its price was learnt is found by nobody else.
import type { Runs } from "#platform/declare/implementation.ts";
import { fail, priceWaiting } from "../answer.ts";
import type { pricing } from "../service.ts";

const ORDERS_PER_RUN = 500;

export const giveUpOnUnknownPrices: Runs<typeof pricing, "giveUpOnUnknownPrices"> = async (work) => {
  const waiting = await work.state.waiting.range("all", { limit: ORDERS_PER_RUN });
  const orderIds = waiting.map(({ member }) => member);
  const { facts, unpriced } = await priceWaiting(orderIds, new Map(), work);
  const overdue = unpriced.filter(({ order }) => order.giveUpAt <= work.now);
  return [...facts, ...overdue.map(({ order, unknown }) => fail(order, unknown, work))];
};
