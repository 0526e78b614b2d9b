// Draws the conclusions from the facts: which status follows, and which events say so.
import type { OrderStatus } from "#contracts/shapes/order-status.ts";
import { type CancelReason, REASONS } from "#contracts/shapes/reason.ts";
import type { Order } from "./order.ts";

type Step = { readonly status: OrderStatus; readonly because: string };

/** The weightiest of several reasons, so that the answer does not depend on which came first. */
export const reasonOf = (order: Order): CancelReason | undefined =>
  REASONS.find((reason) => order.facts.reasons.includes(reason));

function next(order: Order): Step | undefined {
  const { reserved, priced, captured, shipped } = order.facts;
  const reason = reasonOf(order);
  switch (order.status) {
    case undefined:
      // A rejected basket was never a pending order.
      return reason === "unknown-products"
        ? { status: "CANCELLED", because: reason }
        : { status: "PENDING", because: "placed" };
    case "PENDING":
      if (reason) return { status: "CANCELLED", because: reason };
      return reserved ? { status: "CONFIRMED", because: "stock-reserved" } : undefined;
    case "CONFIRMED":
      if (reason) return { status: "CANCELLED", because: reason };
      return priced && captured && shipped ? { status: "COMPLETED", because: "paid-and-shipped" } : undefined;
    case "COMPLETED":
    case "CANCELLED":
      return undefined;
  }
}

/** The order with every status that now follows, and those statuses in their order. `at` is RFC 3339. */
export function settle(order: Order, at: string): { order: Order; passed: readonly OrderStatus[] } {
  const passed: OrderStatus[] = [];
  let current = order;
  for (let step = next(current); order.placed && step; step = next(current)) {
    passed.push(step.status);
    current = { ...current, status: step.status, history: [...current.history, { ...step, at }] };
  }
  return { order: current, passed };
}
