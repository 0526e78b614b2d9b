// What really happened to some orders: the events of a run of the whole platform, order by order.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { observableEvents } from "#platform/derive/topics.ts";
import type { Embedded } from "#platform/runtime/embedded.ts";
import { services } from "#services/all.ts";
import type { OrderBody } from "../kit/orders.ts";
import { anOrder, DECLINED, ofSku, UNSERVED } from "../kit/orders.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

/** How an order came into being, where a service knows it from a request and not from an event. */
export type Beginning =
  | { readonly by: "order"; readonly body: OrderBody; readonly isCancelled: boolean }
  | { readonly by: "checkout"; readonly userId: string; readonly lines: OrderBody["items"] };

export interface Story {
  readonly name: string;
  readonly orderId: string;
  readonly beginning: Beginning;
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the order was given up in the end. */
  readonly isGivenUp: boolean;
  /** Everything that was published about the order and its products, in the order of publication. */
  readonly events: readonly CloudEvent[];
}

const PRODUCTS = { SEED_PRODUCTS: "3", SEED_USERS: "0" };
const PLENTY = { ...PRODUCTS, SEED_STOCK: "1000" };
const SCARCE = { ...PRODUCTS, SEED_STOCK: "1" };
const declarations = services.map(({ declaration }) => declaration);

async function record(environment: Readonly<Record<string, string>>) {
  const platform = await startPlatform({ environment });
  const heard = new Map<string, CloudEvent>();
  platform.bus.subscribe({
    group: "recorder",
    topics: observableEvents(declarations).map(({ name }) => name),
    concurrency: 100,
    deliver: async (event) => {
      heard.set(event.id, event);
      return "done";
    },
  });
  const shop = new Shop(platform);
  const tell = async (name: string, orderId: string, beginning: Beginning, isGivenUp: boolean): Promise<Story> => {
    await shop.untilSettled(orderId);
    await until(() => isQuiet(platform));
    const skus = new Set((await shop.order(orderId)).items.map(({ sku }) => sku));
    const isAbout = ({ type, data }: CloudEvent): boolean =>
      type === "ProductChanged"
        ? "sku" in data && skus.has(String(data.sku))
        : "orderId" in data && data.orderId === orderId;
    return { name, orderId, beginning, environment, isGivenUp, events: [...heard.values()].filter(isAbout) };
  };
  const place = async (name: string, body: OrderBody, isGivenUp: boolean) =>
    tell(name, await shop.place(body), { by: "order", body, isCancelled: false }, isGivenUp);
  const checkOut = async (name: string, userId: string, lines: OrderBody["items"], isGivenUp: boolean) => {
    for (const { sku, quantity } of lines) await shop.putIntoBasket(userId, sku, quantity);
    return tell(name, await shop.checkOut(userId), { by: "checkout", userId, lines }, isGivenUp);
  };
  return { platform, shop, tell, place, checkOut };
}

/** Nothing is to be published, delivered or tried again any more. */
async function isQuiet(platform: Embedded): Promise<boolean> {
  const tallies = await Promise.all([...platform.stores.values()].map((store) => store.tally()));
  const names = [...declarations.map(({ name }) => name), "recorder"];
  const backlogs = names.map((name) => platform.bus.backlog(name));
  return [
    ...tallies.map(({ outbox, parked }) => outbox + parked),
    ...backlogs.map(({ waiting, inHand }) => waiting + inHand),
  ].every((count) => count === 0);
}

/** The customer cancels after the order was confirmed, while neither payment nor parcel was made. */
async function cancelled({ platform, shop, tell }: Awaited<ReturnType<typeof record>>): Promise<Story> {
  const body = anOrder();
  const orderId = await withStopped(platform, ["billing", "shipping"], async () => {
    const placed = await shop.place(body);
    await shop.untilStatus(placed, "CONFIRMED");
    await shop.cancel(placed);
    return placed;
  });
  return tell("a customer who cancels", orderId, { by: "order", body, isCancelled: true }, true);
}

const BASKET = [
  { sku: "SKU-1", quantity: 2 },
  { sku: "SKU-2", quantity: 1 },
];

/** One order of each kind. */
export async function recordStories(): Promise<readonly Story[]> {
  const [plenty, scarce] = [await record(PLENTY), await record(SCARCE)];
  return [
    await plenty.place("an order that goes well", anOrder({ items: BASKET }), false),
    await plenty.place("a payment that is declined", anOrder(DECLINED), true),
    await plenty.place("an address that is not served", anOrder(UNSERVED), true),
    await cancelled(plenty),
    await scarce.place("stock that is not enough", ofSku("SKU-1", 2), true),
    await plenty.checkOut("a basket that goes well", "ada", BASKET, false),
    await plenty.checkOut("a basket with an unknown product", "bob", [{ sku: "SKU-404", quantity: 1 }], true),
  ];
}
