// Opens the books: brings what each service has written down into the form that the auditor compares.
import type { BookedOrder, Books, Line } from "./books.ts";
import type { Shelf } from "./shelf.ts";

interface StoredOrder {
  readonly orderId: string;
  readonly placed?: { readonly userId: string; readonly items: readonly Line[] };
  readonly facts: { readonly priced?: { readonly total: number }; readonly gaveBack: readonly string[] };
  readonly status?: string;
  readonly history: readonly { readonly status: string; readonly because: string }[];
}
const GIVERS = 4;

/** What stands in no service's book. */
export type Known = Pick<Books, "requests" | "supplied" | "lowest" | "events" | "leftovers" | "arrived">;

export async function openBooks(shelf: Shelf, known: Known): Promise<Books> {
  const totals = await shelf.counters("analytics", "totals");
  return {
    ...known,
    orders: await ordersOn(shelf),
    stock: await stockOn(shelf, known.supplied),
    reservations: await shelf.records("inventory", "reservation"),
    payments: await shelf.records("billing", "ledger"),
    parcels: await shelf.records("shipping", "ledger"),
    points: await shelf.counters("loyalty", "points"),
    analytics: {
      created: totals.get("ordersCreated") ?? 0,
      completed: totals.get("ordersCompleted") ?? 0,
      cancelled: totals.get("ordersCancelled") ?? 0,
      revenue: totals.get("revenue") ?? 0,
    },
    popular: await shelf.members("analytics", "popular", "products"),
    readModel: await shelf.records("storefront", "order"),
    mails: await mailsOn(shelf),
  };
}

async function ordersOn(shelf: Shelf): Promise<Map<string, BookedOrder>> {
  const orders = new Map<string, BookedOrder>();
  for (const [orderId, order] of await shelf.records<StoredOrder>("order", "order")) {
    const { placed, facts, status = "UNKNOWN", history } = order;
    orders.set(orderId, {
      orderId,
      userId: placed?.userId ?? "nobody",
      status,
      settled: status === "COMPLETED" || facts.gaveBack.length === GIVERS,
      items: placed?.items ?? [],
      total: facts.priced?.total,
      history: history.map((step) => step.status),
      because: history.at(-1)?.because ?? "",
    });
  }
  return orders;
}

export async function stockOn(shelf: Shelf, supplied: ReadonlyMap<string, number>): Promise<Books["stock"]> {
  const available = await shelf.counters("inventory", "available");
  const reserved = await shelf.counters("inventory", "reserved");
  const sold = await shelf.counters("inventory", "sold");
  const units = (sku: string) => ({
    available: available.get(sku) ?? 0,
    reserved: reserved.get(sku) ?? 0,
    sold: sold.get(sku) ?? 0,
  });
  return new Map([...new Set([...available.keys(), ...supplied.keys()])].map((sku) => [sku, units(sku)]));
}

interface Mail {
  readonly orderId: string;
  readonly kind: string;
  readonly sentAt: number;
}
/** In the order in which they were sent. */
async function mailsOn(shelf: Shelf): Promise<Map<string, string[]>> {
  const mails = new Map<string, string[]>();
  const sent = [...(await shelf.records<Mail>("notification", "mail")).values()];
  for (const { orderId, kind } of sent.toSorted((a, b) => a.sentAt - b.sentAt))
    mails.set(orderId, [...(mails.get(orderId) ?? []), kind]);
  return mails;
}
