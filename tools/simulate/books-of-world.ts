// Opens the books of a simulated world: reads every service's own store.
import type { World } from "#platform/simulate/world.ts";
import type { BookedOrder, Books, Line } from "../audit/books.ts";
import { leftoversOf } from "./quiet.ts";
import type { Shoppers } from "./shoppers.ts";

interface StoredOrder {
  readonly orderId: string;
  readonly placed?: { readonly userId: string; readonly items: readonly Line[] };
  readonly facts: { readonly priced?: { readonly total: number }; readonly gaveBack: readonly string[] };
  readonly status?: string;
  readonly history: readonly { readonly status: string; readonly because: string }[];
}
const GIVERS = 4;

const records = <T>(world: World, service: string, state: string) =>
  world.storeOf(service).dump(state).records as ReadonlyMap<string, T>;
const counters = (world: World, service: string, state: string) => world.storeOf(service).dump(state).counters;

function ordersOf(world: World): Map<string, BookedOrder> {
  const orders = new Map<string, BookedOrder>();
  for (const [orderId, { placed, facts, status = "UNKNOWN", history }] of records<StoredOrder>(world, "order", "order"))
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
  return orders;
}

function stockOf(world: World, supplied: ReadonlyMap<string, number>): Books["stock"] {
  const [available, reserved, sold] = ["available", "reserved", "sold"].map((state) =>
    counters(world, "inventory", state),
  );
  const skus = new Set([...(available?.keys() ?? []), ...supplied.keys()]);
  return new Map(
    [...skus].map((sku) => [
      sku,
      { available: available?.get(sku) ?? 0, reserved: reserved?.get(sku) ?? 0, sold: sold?.get(sku) ?? 0 },
    ]),
  );
}

function mailsOf(world: World): Map<string, string[]> {
  const mails = new Map<string, string[]>();
  for (const { orderId, kind } of records<{ orderId: string; kind: string }>(world, "notification", "mail").values())
    mails.set(orderId, [...(mails.get(orderId) ?? []), kind]);
  return mails;
}

export async function booksOf(
  world: World,
  shoppers: Shoppers,
  discarded: ReadonlyMap<string, number>,
  lowest: ReadonlyMap<string, number>,
): Promise<Books> {
  const totals = counters(world, "analytics", "totals");
  const popular = await world.storeOf("analytics").range("popular", "products", { limit: 1_000 });
  return {
    requests: shoppers.requests,
    orders: ordersOf(world),
    supplied: shoppers.supplied,
    stock: stockOf(world, shoppers.supplied),
    lowest,
    reservations: records(world, "inventory", "reservation"),
    payments: records(world, "billing", "ledger"),
    parcels: records(world, "shipping", "ledger"),
    points: counters(world, "loyalty", "points"),
    analytics: {
      created: totals.get("ordersCreated") ?? 0,
      completed: totals.get("ordersCompleted") ?? 0,
      cancelled: totals.get("ordersCancelled") ?? 0,
      revenue: totals.get("revenue") ?? 0,
    },
    popular: new Map(popular.map(({ member, score }) => [member, score])),
    readModel: records(world, "storefront", "order"),
    mails: mailsOf(world),
    events: [...world.committed.values()],
    leftovers: await leftoversOf(world, discarded),
  };
}
