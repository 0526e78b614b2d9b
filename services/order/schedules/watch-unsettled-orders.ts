// Looks after orders that do not settle: asks their publishers to repeat what may have been lost, and cancels them at the deadline.
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Runs } from "#platform/declare/implementation.ts";
import { cancel } from "../change.ts";
import { isKnown, isSettled } from "../domain/order.ts";
import { deadlineOf, nextLook, soonAgain } from "../domain/watch.ts";
import type { order } from "../service.ts";

const LOOKS_PER_RUN = 200;
/**
 * Most orders that a busy platform has not settled wait, and are not lost: asking for them all would keep it busier still.
 * What is lost by the many is found by counts.
 */
const ASKED_PER_RUN = 10;

export const watchUnsettledOrders: Runs<typeof order, "watchUnsettledOrders"> = async (work) => {
  const { state, now, settings } = work;
  const due = await state.unsettled.range("all", { max: now, limit: LOOKS_PER_RUN });
  const orders = await state.order.getMany(due.map(({ member }) => member));
  const unsettled = orders.filter(isKnown).filter((order) => !isSettled(order));
  const ids = new Set(unsettled.map(({ orderId }) => orderId));
  for (const { member } of due) if (!ids.has(member)) state.unsettled.remove("all", member);
  const oldestFirst = unsettled.toSorted((one, other) => one.placed.at - other.placed.at);
  return oldestFirst.flatMap((order, place) => {
    const { orderId, placed } = order;
    const isAsked = place < ASKED_PER_RUN;
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
