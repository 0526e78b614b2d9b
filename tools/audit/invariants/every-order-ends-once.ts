// Every order reaches exactly one terminal state, settles, and never leaves it.
import type { Books } from "../books.ts";

const ENDS = ["COMPLETED", "CANCELLED"];

export const everyOrderEndsOnce = ({ orders, events }: Books): string[] => [
  ...[...orders.values()].flatMap(({ orderId, status, settled, history }) => {
    const ends = history.filter((step) => ENDS.includes(step));
    if (!ENDS.includes(status)) return [`${orderId} is still ${status}`];
    if (ends.length !== 1) return [`${orderId} ended ${ends.length} times`];
    return settled ? [] : [`${orderId} is ${status} but not settled`];
  }),
  ...endingEvents(events),
];

function endingEvents(events: Books["events"]): string[] {
  const ends = new Map<string, number>();
  for (const { type, subject } of events)
    if (type === "OrderCompleted" || type === "OrderCancelled") ends.set(subject, (ends.get(subject) ?? 0) + 1);
  return [...ends]
    .filter(([, count]) => count > 1)
    .map(([orderId, count]) => `${orderId} was announced as ended ${count} times`);
}
