// The one way in which an order changes: it learns facts, conclusions are drawn, and it is stored.
import type { OrderCancelled, OrderCompleted, OrderConfirmed } from "#contracts/events/index.ts";
import type { OrderStatus } from "#contracts/shapes/order-status.ts";
import type { EmissionOf } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { cancelled, completed, confirmed, created, type Fulfilment } from "./domain/announce.ts";
import { type Fact, learn } from "./domain/learn.ts";
import { type Giver, isKnown, isSettled, type KnownOrder, type Order, type Placed, unseen } from "./domain/order.ts";
import { settle } from "./domain/settle.ts";
import { nextLook } from "./domain/watch.ts";
import type { order as service } from "./service.ts";

type Outcome = EmissionOf<typeof OrderConfirmed | typeof OrderCompleted | typeof OrderCancelled>;
type Work = Pick<UnitOfWorkOf<typeof service>, "state" | "now" | "settings">;

/** Stores the order with the new facts; `passed` are the statuses that it went through. */
function change(before: Order, facts: readonly Fact[], { state, now, settings }: Work) {
  const learnt = facts.reduce(learn, before);
  if (learnt === before) return { order: before, passed: [] };
  const { order, passed } = settle(learnt, new Date(now).toISOString());
  const settled = isSettled(order);
  state.order.set(order.orderId, order, settled ? FINISHED_KEPT : undefined);
  if (isKnown(order) && !before.placed) {
    const { at, userId } = order.placed;
    if (!settled) state.unsettled.put("all", order.orderId, nextLook(at, settings, now));
    state.ordersOf.put(userId, order.orderId, at, FINISHED_KEPT);
  }
  if (isKnown(order) && settled && !isSettled(before)) {
    state.unsettled.remove("all", order.orderId);
    state.settled.put("byTime", order.orderId, now);
    state.settled.put("byAge", order.orderId, order.placed.at);
  }
  return { order, passed };
}

/** Confirmed always comes before completed, in the same commit if need be. */
function outcomes(order: Order, passed: readonly OrderStatus[]): Outcome[] {
  if (!isKnown(order)) return [];
  return passed.flatMap((status): Outcome[] => {
    if (status === "CONFIRMED") return [confirmed(order)];
    if (status === "COMPLETED") return [completed(order)];
    return status === "CANCELLED" ? [cancelled(order)] : [];
  });
}

const load = async (orderId: string, { state }: Work) => (await state.order.get(orderId)) ?? unseen(orderId);

/** The order learns a fact about its way through the other services. */
export async function learnFact(orderId: string, fact: Fact, work: Work) {
  const { order, passed } = change(await load(orderId, work), [fact], work);
  return outcomes(order, passed);
}

/** A new order that nobody else can know yet. */
export function placeNew(orderId: string, placed: Placed, fulfilment: Fulfilment, work: Work) {
  const { order } = change(unseen(orderId), [{ placed }], work);
  return isKnown(order) ? [created(order, fulfilment)] : [];
}

/** An order from a basket, which may know facts that overtook it. */
export async function place(orderId: string, placed: Placed, fulfilment: Fulfilment, work: Work) {
  const { order, passed } = change(await load(orderId, work), [{ placed }], work);
  if (!isKnown(order) || !passed.includes("PENDING")) return [];
  return [created(order, fulfilment), ...outcomes(order, passed)];
}

/** The order is given up, unless it has ended already. */
export function cancel(before: KnownOrder, fact: Extract<Fact, { reason: unknown }>, work: Work) {
  const { order, passed } = change(before, [fact], work);
  const known = { ...order, placed: before.placed };
  return { order: known, facts: passed.includes("CANCELLED") ? [cancelled(known)] : [] };
}

/** One of the four that a cancelled order waits for before it is settled; no event follows from it. */
export async function noteGivenBack(orderId: string, gaveBack: Giver, work: Work): Promise<never[]> {
  change(await load(orderId, work), [{ gaveBack }], work);
  return [];
}

/** A basket that never became an order is shown as a cancelled one. */
export async function placeRejected(orderId: string, placed: Placed, work: Work) {
  const { order, passed } = change(await load(orderId, work), [{ reason: "unknown-products" }, { placed }], work);
  return isKnown(order) && passed.includes("CANCELLED") ? [cancelled(order)] : [];
}
