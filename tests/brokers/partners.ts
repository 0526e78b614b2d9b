// What the partners of an order say about it, and every sequence in which it can be heard.
import type { Client } from "../kit/client.ts";
import { until } from "../kit/until.ts";

interface Fact {
  readonly event: string;
  readonly data: object;
}
export const partnersFacts: readonly ((orderId: string) => Fact)[] = [
  (orderId) => ({ event: "InventoryReserved", data: { orderId, items: [{ sku: "SKU-1", quantity: 2 }] } }),
  (orderId) => {
    const lines = [{ sku: "SKU-1", quantity: 2, unitPrice: 2_499 }];
    return { event: "OrderPriced", data: { orderId, lines, total: 4_998, currency: "EUR" } };
  },
  (orderId) => ({ event: "PaymentCaptured", data: { orderId, amount: 4_998, currency: "EUR" } }),
  (orderId) => ({ event: "ShipmentCreated", data: { orderId, method: "parcel" } }),
];

export const permutationsOf = <T>(items: readonly T[]): T[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, at) => permutationsOf(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));

const EVENTS = new Set(partnersFacts.map((fact) => fact("").event));
const COUNTED = /^millrace_events_total\{service="order",topic="(\w+)",outcome="handled"\} (\d+)$/gm;

export async function factsHandledBy(order: Client): Promise<number> {
  const { body } = await order.get<string>("/metrics");
  const handled = [...body.matchAll(COUNTED)].filter(([, topic = ""]) => EVENTS.has(topic));
  return handled.reduce((sum, [, , times]) => sum + Number(times), 0);
}
/** Until the order service has handled so many of these facts. */
export const untilOrderHas = (order: Client, count: number): Promise<boolean> =>
  until(async () => (await factsHandledBy(order)) >= count, { within: 60_000, every: 50 });
