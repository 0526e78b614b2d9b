// Answers over the bus which orders a user has; a question that nobody waits for any more is left unanswered.
import { OrdersQueryAnswered } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { isKnown, type KnownOrder } from "../domain/order.ts";
import type { order } from "../service.ts";

const NEWEST = 100;
/** Of these orders together: a hundred of the largest would be a megabyte, and a bulk of such answers more than an intake takes. */
const MOST_LINES = 1_000;

function untilMostLines(orders: readonly KnownOrder[]): readonly KnownOrder[] {
  let lines = 0;
  return orders.filter(({ placed }) => (lines += placed.items.length) <= MOST_LINES);
}

export const onOrdersQueried: Reacts<typeof order, "onOrdersQueried"> = async (event, { state, now }) => {
  const { queryId, userId, expiresAt } = event.data;
  if (expiresAt <= now) return [];
  const members = await state.ordersOf.range(userId, { limit: NEWEST, reverse: true });
  // What changes meanwhile may be told either way; a busy customer would never get an answer otherwise.
  const found = await state.order.peekMany(members.map(({ member }) => member));
  const orders = untilMostLines(found.filter(isKnown)).map(({ orderId, status = "PENDING", placed, facts }) => ({
    orderId,
    status,
    items: placed.items,
    total: facts.priced?.total,
  }));
  return [emit(OrdersQueryAnswered, { queryId, orders })];
};
