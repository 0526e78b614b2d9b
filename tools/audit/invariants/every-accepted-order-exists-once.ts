// A 202 is a promise: there is exactly one order for it, and it is the order of whoever was told so.
import type { Books } from "../books.ts";

export function everyAcceptedOrderExistsOnce({ requests, orders }: Books): string[] {
  const ordersOf = new Map<string, string[]>();
  for (const { userId, orderId } of orders.values()) ordersOf.set(userId, [...(ordersOf.get(userId) ?? []), orderId]);
  const each = requests.flatMap(({ key, userId, orderIds }) => {
    const found = ordersOf.get(userId) ?? [];
    const untrue = [...new Set(orderIds)].flatMap((orderId) => {
      const owner = orders.get(orderId)?.userId;
      if (owner === undefined) return [`${orderId} was accepted but is not there`];
      return owner === userId ? [] : [`${orderId} was accepted for ${userId} but is an order of ${owner}`];
    });
    return found.length > 1 ? [...untrue, `${key} became ${found.length} orders`] : untrue;
  });
  return [...each, ...sharedAmong(requests)];
}

/** Orders that stand for several requests: all but one of these were lost. */
function sharedAmong(requests: Books["requests"]): string[] {
  const keysOf = new Map<string, Set<string>>();
  for (const { key, orderIds } of requests)
    for (const orderId of orderIds) keysOf.set(orderId, (keysOf.get(orderId) ?? new Set()).add(key));
  return [...keysOf]
    .filter(([, keys]) => keys.size > 1)
    .map(([orderId, keys]) => `${orderId} was accepted for ${keys.size} requests: ${[...keys].join(", ")}`);
}
