// Customers who order at a steady rate whatever happens, and note what they were answered.
import { anOrder } from "../kit/orders.ts";
import { shop } from "./world.ts";

export interface Visits {
  readonly orderIds: readonly string[];
  /** Answers other than 202, and failures to reach anybody. */
  readonly refusals: readonly string[];
}

/** Orders arrive as long as `work` goes on, at so many a second. */
export async function whileOrdering(rate: number, work: () => Promise<unknown>): Promise<Visits> {
  const orderIds: string[] = [];
  const refusals: string[] = [];
  const visits: Promise<void>[] = [];
  const visit = () =>
    shop.place(anOrder({ items: [{ sku: `SKU-${(visits.length % 15) + 5}`, quantity: 1 }] })).then(
      (orderId) => void orderIds.push(orderId),
      ({ message, cause }: Error) =>
        void refusals.push(cause instanceof Error ? `${message}: ${cause.message}` : message),
    );
  const coming = setInterval(() => visits.push(visit()), 1_000 / rate);
  try {
    await work();
  } finally {
    clearInterval(coming);
    await Promise.all(visits);
  }
  return { orderIds, refusals };
}
