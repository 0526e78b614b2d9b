// What has been added to the books of a platform that was used before: nobody is charged for what others have left there.
import { isDeepStrictEqual } from "node:util";
import type { Books } from "./books.ts";
import { forgottenTopics, type Opened } from "./over-http/open.ts";

/** `before` was read when nothing was under way. */
export function since(before: Opened, now: Opened): Opened {
  const committed = added(before.committed, now.committed);
  const known = new Set(before.books.events.map(({ id }) => id));
  const events = now.books.events.filter(({ id }) => !known.has(id));
  const books = booksSince(before.books, now.books, events);
  return { ...now, books, committed, forgotten: forgottenTopics(committed, events) };
}

/** With all that is known of an order that was at rest before, if anything has happened to it since. */
function booksSince(before: Books, now: Books, events: Books["events"]): Books {
  const touched = new Set([
    ...events.map(({ subject }) => subject),
    ...BY_ORDER.flatMap((book) => changed(before[book], now[book])),
  ]);
  const old = new Set(BY_ORDER.flatMap((book) => [...before[book].keys()]));
  const isOurs = (orderId: string): boolean => touched.has(orderId) || !old.has(orderId);
  const ours = <T>(all: ReadonlyMap<string, T>) => new Map([...all].filter(([orderId]) => isOurs(orderId)));
  const { created, completed, cancelled, revenue } = before.analytics;
  return {
    ...now,
    orders: ours(now.orders),
    reservations: ours(now.reservations),
    payments: ours(now.payments),
    parcels: ours(now.parcels),
    readModel: ours(now.readModel),
    mails: ours(now.mails),
    arrived: now.arrived?.filter(({ orderId }) => isOurs(orderId)),
    points: added(before.points, now.points),
    popular: added(before.popular, now.popular),
    analytics: {
      created: now.analytics.created - created,
      completed: now.analytics.completed - completed,
      cancelled: now.analytics.cancelled - cancelled,
      revenue: now.analytics.revenue - revenue,
    },
    ...goodsSince(before, now),
    events: now.events.filter(({ subject }) => isOurs(subject)),
  };
}
const BY_ORDER = ["orders", "reservations", "payments", "parcels", "readModel", "mails"] as const;

/** Mails that went out in the same millisecond come in any order. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value) ? value.map((each) => JSON.stringify(each)).toSorted() : value;
/** Who is in both, and not as before. */
const changed = (before: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): string[] =>
  [...now]
    .filter(([id, value]) => before.has(id) && !isDeepStrictEqual(sorted(before.get(id)), sorted(value)))
    .map(([id]) => id);

/** What was set aside or sold before has left the house for this account. */
function goodsSince(before: Books, now: Books): Pick<Books, "stock" | "supplied"> {
  const nothing = { available: 0, reserved: 0, sold: 0 };
  const old = (sku: string) => before.stock.get(sku) ?? nothing;
  const stock = [...now.stock].map(([sku, { available, reserved, sold }]) => {
    const units = { available, reserved: reserved - old(sku).reserved, sold: sold - old(sku).sold };
    return [sku, units] as const;
  });
  const supplied = [...now.supplied].map(([sku, units]) => [sku, units - old(sku).reserved - old(sku).sold] as const);
  return { stock: new Map(stock), supplied: new Map(supplied) };
}

/** What was counted since; what has not changed is left out. */
function added(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): Map<string, number> {
  const differences = [...now].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const);
  return new Map(differences.filter(([, count]) => count !== 0));
}
