// Available, reserved and sold add up to what ever came in, and none is below zero.
import type { Books } from "../books.ts";

export const stockIsConserved = ({ stock, supplied, orders, lowest }: Books): string[] => [
  ...[...lowest]
    .filter(([, units]) => units < 0)
    .map(([sku, units]) => `${sku} was oversold: ${units} available at one moment`),
  ...[...stock].flatMap(([sku, { available, reserved, sold }]) => {
    const came = supplied.get(sku) ?? 0;
    const negative =
      Math.min(available, reserved, sold) < 0
        ? [`${sku} has a count below zero: ${available}/${reserved}/${sold}`]
        : [];
    const sum = available + reserved + sold;
    return sum === came ? negative : [...negative, `${sku} adds up to ${sum}, but ${came} came in`];
  }),
  ...soldAsOrdered({ stock, orders }),
  ...reservedForOpenOrders({ stock, orders }),
];

function soldAsOrdered({ stock, orders }: Pick<Books, "stock" | "orders">): string[] {
  const ordered = new Map<string, number>();
  for (const { status, items } of orders.values())
    if (status === "COMPLETED")
      for (const { sku, quantity } of items) ordered.set(sku, (ordered.get(sku) ?? 0) + quantity);
  return [...stock].flatMap(([sku, { sold }]) => {
    const expected = ordered.get(sku) ?? 0;
    return sold === expected ? [] : [`${sku}: ${sold} sold, but completed orders hold ${expected}`];
  });
}

/** What is set aside for an order that has ended was forgotten: nobody will ever sell it. */
function reservedForOpenOrders({ stock, orders }: Pick<Books, "stock" | "orders">): string[] {
  const open = new Map<string, number>();
  for (const { status, items } of orders.values())
    if (status === "CONFIRMED") for (const { sku, quantity } of items) open.set(sku, (open.get(sku) ?? 0) + quantity);
  return [...stock].flatMap(([sku, { reserved }]) => {
    const expected = open.get(sku) ?? 0;
    return reserved === expected ? [] : [`${sku}: ${reserved} reserved, but open orders hold ${expected}`];
  });
}
