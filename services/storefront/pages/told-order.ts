// What the order service itself tells of an order, as the events that it follows from: for when nobody tells the events.
import type { Seen } from "./order-steps.ts";

export interface ToldOrder {
  readonly history: readonly { readonly status: string; readonly because: string; readonly at: string }[];
}
const EVENTS: Readonly<Record<string, string>> = {
  PENDING: "OrderCreated",
  CONFIRMED: "OrderConfirmed",
  COMPLETED: "OrderCompleted",
  CANCELLED: "OrderCancelled",
};

export const stepsSaidBy = ({ history }: ToldOrder): Seen[] =>
  history.flatMap(({ status, because, at }) => {
    const event = EVENTS[status];
    return event === undefined ? [] : [{ id: `told-${status}`, event, at: Date.parse(at), reason: because }];
  });
