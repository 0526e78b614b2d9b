// A customer has the points of completed orders, no more and no less.
import type { Books } from "../books.ts";

const MINOR_UNITS_PER_POINT = 100;

export function pointsFollowOrders({ orders, points }: Books): string[] {
  const due = new Map<string, number>();
  for (const { userId, status, total = 0 } of orders.values())
    due.set(userId, (due.get(userId) ?? 0) + (status === "COMPLETED" ? Math.floor(total / MINOR_UNITS_PER_POINT) : 0));
  return [...new Set([...due.keys(), ...points.keys()])].flatMap((userId) => {
    const has = points.get(userId) ?? 0;
    const expected = due.get(userId) ?? 0;
    return has === expected ? [] : [`${userId} has ${has} points, ${expected} are due`];
  });
}
