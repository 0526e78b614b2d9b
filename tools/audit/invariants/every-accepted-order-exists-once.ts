// A 202 is a promise: there is exactly one order for it.
import type { Books } from "../books.ts";

export function everyAcceptedOrderExistsOnce({ requests, orders }: Books): string[] {
  const ordersOf = new Map<string, string[]>();
  for (const { userId, orderId } of orders.values()) ordersOf.set(userId, [...(ordersOf.get(userId) ?? []), orderId]);
  return requests.flatMap(({ key, userId, orderIds }) => {
    const found = ordersOf.get(userId) ?? [];
    const missing = orderIds
      .filter((orderId) => !orders.has(orderId))
      .map((orderId) => `${orderId} was accepted but is not there`);
    return found.length > 1 ? [...missing, `${key} became ${found.length} orders`] : missing;
  });
}
