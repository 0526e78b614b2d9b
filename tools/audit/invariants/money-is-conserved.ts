// What was captured and not refunded is what completed orders cost, one charge an order.
import type { Books } from "../books.ts";

export function moneyIsConserved({ orders, payments }: Books): string[] {
  const kept = [...orders.values()].flatMap(({ orderId, status, total }) => {
    const entry = payments.get(orderId);
    const held = entry?.outcome === "captured" ? entry.amount : 0;
    const due = status === "COMPLETED" ? (total ?? 0) : 0;
    return held === due ? [] : [`${orderId} is ${status}: ${held} held, ${due} due`];
  });
  const strangers = [...payments.keys()]
    .filter((orderId) => !orders.has(orderId))
    .map((orderId) => `${orderId} was charged but is no order`);
  return [...kept, ...strangers];
}
