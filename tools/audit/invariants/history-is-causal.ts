// An order's history is a path through its states, and its events tell the same story.
import type { Books } from "../books.ts";

const PATHS = ["PENDING CONFIRMED COMPLETED", "PENDING CONFIRMED CANCELLED", "PENDING CANCELLED", "CANCELLED"];
const SAID: Readonly<Record<string, string>> = {
  OrderCreated: "PENDING",
  OrderConfirmed: "CONFIRMED",
  OrderCompleted: "COMPLETED",
  OrderCancelled: "CANCELLED",
};

export function historyIsCausal({ orders, events }: Books): string[] {
  const said = new Map<string, string[]>();
  for (const { type, subject } of events) {
    const status = SAID[type];
    if (status) said.set(subject, [...(said.get(subject) ?? []), status]);
  }
  const reasons = new Map(
    events
      .filter(({ type }) => type === "OrderCancelled")
      .map(({ subject, data }) => [subject, (data as { reason: string }).reason]),
  );
  return [...orders.values()].flatMap(({ orderId, history, because }) => {
    const path = history.join(" ");
    const wrongPath = PATHS.includes(path) ? [] : [`${orderId} went ${path}`];
    const reason = reasons.get(orderId);
    const wrongReason =
      reason === undefined || reason === because
        ? []
        : [`${orderId} ended by ${because}, but its event says ${reason}`];
    const told = (said.get(orderId) ?? []).join(" ");
    return told === path
      ? [...wrongPath, ...wrongReason]
      : [...wrongPath, ...wrongReason, `${orderId} went ${path}, but its events say ${told}`];
  });
}
