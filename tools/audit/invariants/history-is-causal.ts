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
  return [...orders.values()].flatMap(({ orderId, history }) => {
    const path = history.join(" ");
    const wrongPath = PATHS.includes(path) ? [] : [`${orderId} went ${path}`];
    const told = (said.get(orderId) ?? []).join(" ");
    return told === path ? wrongPath : [...wrongPath, `${orderId} went ${path}, but its events say ${told}`];
  });
}
