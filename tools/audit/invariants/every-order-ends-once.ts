// Every order reaches exactly one terminal state, settles, and never leaves it.
import type { Books } from "../books.ts";

const ENDS = ["COMPLETED", "CANCELLED"];

export const everyOrderEndsOnce = ({ orders }: Books): string[] =>
  [...orders.values()].flatMap(({ orderId, status, settled, history }) => {
    const ends = history.filter((step) => ENDS.includes(step));
    if (!ENDS.includes(status)) return [`${orderId} is still ${status}`];
    if (ends.length !== 1) return [`${orderId} ended ${ends.length} times`];
    return settled ? [] : [`${orderId} is ${status} but not settled`];
  });
