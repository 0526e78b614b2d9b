// The totals of analytics are a recount of the orders.
import type { Books } from "../books.ts";

export function analyticsAddUp({ orders, analytics, popular }: Books): string[] {
  const all = [...orders.values()];
  const placed = all.filter(({ history }) => history.includes("PENDING"));
  const completed = all.filter(({ status }) => status === "COMPLETED");
  const recount = {
    created: placed.length,
    completed: completed.length,
    cancelled: all.filter(({ status }) => status === "CANCELLED").length,
    revenue: completed.reduce((sum, { total = 0 }) => sum + total, 0),
  };
  const totals = Object.entries(recount).flatMap(([name, expected]) => {
    const counted = analytics[name as keyof typeof recount];
    return counted === expected ? [] : [`${name} is ${counted}, a recount gives ${expected}`];
  });
  const units = new Map<string, number>();
  for (const { sku, quantity } of placed.flatMap(({ items }) => items))
    units.set(sku, (units.get(sku) ?? 0) + quantity);
  const wrong = [...units].filter(([sku, quantity]) => popular.get(sku) !== quantity);
  return [
    ...totals,
    ...wrong.map(([sku, quantity]) => `${sku} counts ${popular.get(sku) ?? 0} units, ${quantity} were ordered`),
  ];
}
