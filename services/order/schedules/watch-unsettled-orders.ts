// Looks after orders that do not settle: asks their publishers to repeat what may have been lost, and cancels them at the deadline.
// In a backlog some of the many change all the time, so none is read for the commit but those that are cancelled, one by one.
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Runs, UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { cancel } from "../change.ts";
import { isKnown, isSettled, type KnownOrder } from "../domain/order.ts";
import { isOverdue, mayBeLost, nextLook, type Settled, soonAgain } from "../domain/watch.ts";
import type { order } from "../service.ts";

const LOOKS_PER_RUN = 200;
/** When many may be lost, asking for them all would keep the platform busier still; what is lost by the many is found by counts. */
const ASKED_PER_RUN = 10;

type Work = UnitOfWorkOf<typeof order>;

export const watchUnsettledOrders: Runs<typeof order, "watchUnsettledOrders"> = async (work) => {
  const { now, settings, state } = work;
  const due = await state.unsettled.range("all", { max: now, limit: LOOKS_PER_RUN });
  const orders = await state.order.peekMany(due.map(({ member }) => member));
  const unsettled = orders.filter(isKnown).filter((order) => !isSettled(order));
  const ids = new Set(unsettled.map(({ orderId }) => orderId));
  for (const { member } of due) if (!ids.has(member)) state.unsettled.remove("all", member);
  const settled = await settledSoFar(work);
  const suspects = unsettled
    .filter(({ placed }) => mayBeLost(placed.at, settled, settings, now))
    .toSorted((one, other) => one.placed.at - other.placed.at);
  const asked = new Set(suspects.slice(0, ASKED_PER_RUN));
  const overdue = unsettled.filter((order) => isOverdue(order, settings, now));
  const inTime = unsettled.filter((order) => !overdue.includes(order));
  return {
    facts: inTime.flatMap((order) => lookAgain(order, asked.has(order), work)),
    afterwards: overdue.map((order) => (later: Work) => giveUp(order.orderId, asked.has(order), later)),
  };
};

/** Sets the time of the next look, and asks for the order's events when it is its turn. */
function lookAgain({ orderId, placed }: KnownOrder, isAsked: boolean, { now, settings, state }: Work) {
  const next = isAsked ? nextLook : soonAgain;
  // It may have been settled a moment ago, and is not to come back then.
  state.unsettled.move("all", orderId, next(placed.at, settings, now));
  const replay = { scope: orderId, subject: orderId, reason: "The order is not settled." };
  return isAsked ? [emit(ReplayRequested, replay)] : [];
}

async function giveUp(orderId: string, isAsked: boolean, work: Work) {
  const order = await work.state.order.get(orderId);
  if (!isKnown(order) || isSettled(order)) return [];
  const asking = lookAgain(order, isAsked, work);
  return [...cancel(order, { reason: "deadline-passed" }, work).facts, ...asking];
}

async function settledSoFar({ state }: Work): Promise<Settled> {
  const greatest = async (set: string) => (await state.settled.range(set, { limit: 1, reverse: true }))[0]?.score ?? 0;
  const [at, placedAt] = await Promise.all([greatest("byTime"), greatest("byAge")]);
  return { at, placedAt };
}
