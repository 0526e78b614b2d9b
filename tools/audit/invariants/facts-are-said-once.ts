// Each answer about an order is given once: reserved, priced, captured, shipped, earned, and each of the four that give back.
import type { Books } from "../books.ts";

const ANSWERS = /^(Inventory|OrderPriced|PricingFailed|Payment|Shipment|Points|OrderC)/;

export function factsAreSaidOnce({ events }: Books): string[] {
  const counts = new Map<string, number>();
  for (const { type, subject } of events) {
    const fact = `${type} of ${subject}`;
    if (ANSWERS.test(type)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > 1).map(([fact, count]) => `${fact} was said ${count} times`);
}
