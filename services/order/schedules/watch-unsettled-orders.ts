// Looks after orders that do not settle: asks their publishers to repeat what may have been lost, and cancels them at the deadline.
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Runs } from "#platform/declare/implementation.ts";
import { cancel } from "../change.ts";
import { isKnown, isSettled } from "../domain/order.ts";
import { deadlineOf, mayBeLost, nextLook, type Settled, soonAgain } from "../domain/watch.ts";
import type { order } from "../service.ts";

const LOOKS_PER_RUN = 200;
/** When many may be lost, asking for them all would keep the platform busier still; what is lost by the many is found by counts. */
const ASKED_PER_RUN = 10;

export const watchUnsettledOrders: Runs<typeof order, "watchUnsettledOrders"> = async (work) => {
  const { now, settings, state } = work;
  const due = await state.unsettled.range("all", { max: now, limit: LOOKS_PER_RUN });
  const orders = await state.order.getMany(due.map(({ member }) => member));
  const unsettled = orders.filter(isKnown).filter((order) => !isSettled(order));
  const ids = new Set(unsettled.map(({ orderId }) => orderId));
  for (const { member } of due) if (!ids.has(member)) state.unsettled.remove("all", member);
  const settled = await settledSoFar(work);
  const suspects = unsettled
    .filter(({ placed }) => mayBeLost(placed.at, settled, settings, now))
    .toSorted((one, other) => one.placed.at - other.placed.at);
  const asked = new Set(suspects.slice(0, ASKED_PER_RUN));
  return unsettled.flatMap((order) => {
    const { orderId, placed } = order;
    const isAsked = asked.has(order);
    state.unsettled.put(
      "all",
      orderId,
      isAsked ? nextLook(placed.at, settings, now) : soonAgain(placed.at, settings, now),
    );
    const replay = { scope: orderId, subject: orderId, reason: "The order is not settled." };
    const overdue =
      deadlineOf(placed.at, settings) <= now ? cancel(order, { reason: "deadline-passed" }, work).facts : [];
    return isAsked ? [...overdue, emit(ReplayRequested, replay)] : overdue;
  });
};

async function settledSoFar({ state }: Parameters<Runs<typeof order, "watchUnsettledOrders">>[0]): Promise<Settled> {
  const greatest = async (set: string) => (await state.settled.range(set, { limit: 1, reverse: true }))[0]?.score ?? 0;
  const [at, placedAt] = await Promise.all([greatest("byTime"), greatest("byAge")]);
  return { at, placedAt };
}
