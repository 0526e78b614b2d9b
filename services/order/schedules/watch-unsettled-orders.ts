// Looks after orders that do not settle: asks their publishers to repeat what may have been lost, and cancels them at the deadline.
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Runs } from "#platform/declare/implementation.ts";
import { cancel } from "../change.ts";
import { isKnown, isSettled } from "../domain/order.ts";
import { deadlineOf, nextLook } from "../domain/watch.ts";
import type { order } from "../service.ts";

const LOOKS_PER_RUN = 500;

export const watchUnsettledOrders: Runs<typeof order, "watchUnsettledOrders"> = async (work) => {
  const { state, now, settings } = work;
  const due = await state.unsettled.range("all", { max: now, limit: LOOKS_PER_RUN });
  const orders = await state.order.getMany(due.map(({ member }) => member));
  const unsettled = orders.filter(isKnown).filter((order) => !isSettled(order));
  const ids = new Set(unsettled.map(({ orderId }) => orderId));
  for (const { member } of due) if (!ids.has(member)) state.unsettled.remove("all", member);
  return unsettled.flatMap((order) => {
    const { at } = order.placed;
    state.unsettled.put("all", order.orderId, nextLook(at, settings, now));
    const replay = { scope: order.orderId, subject: order.orderId, reason: "The order is not settled." };
    const overdue = deadlineOf(at, settings) <= now ? cancel(order, { reason: "deadline-passed" }, work).facts : [];
    return [...overdue, emit(ReplayRequested, replay)];
  });
};
