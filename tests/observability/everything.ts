// Makes everything happen that the declarations know: each outcome of an order, both ways to ask, a user, a product, a basket.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { anOrder, DECLINED, ofSku, UNSERVED } from "../kit/orders.ts";
import type { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

/** Services sleep and wake on a small machine. */
const PATIENTLY = { within: 60_000, every: 200 };
const UNKNOWN = "SKU-UNKNOWN";

/** Keeps a service from finishing what it hears, and lets it go on. */
export interface Hold {
  begin(): Promise<unknown>;
  end(): Promise<unknown>;
}
const stopped = (shop: Shop, service: string): Hold => ({
  begin: () => shop.administrator.post(`/services/${service}/stop`),
  end: () => shop.administrator.post(`/services/${service}/start`),
});

export async function letEverythingHappen(
  shop: Shop,
  shipping: Hold = stopped(shop, "shipping"),
): Promise<{ readonly completed: string; readonly userId: string }> {
  const user = { email: "grace@example.com", name: "Grace Example" };
  const registered = await shop.client.post<{ userId: string }>("/users", user);
  const { userId } = registered.body;
  const completed = await shop.place(anOrder({ userId }));
  const refused = [anOrder(DECLINED), anOrder(UNSERVED), ofSku("SKU-2", 1_000), ofSku("SKU-2", 1_000), ofSku(UNKNOWN)];
  const others = await Promise.all(refused.map((order) => shop.place(order)));
  await shop.putIntoBasket(userId, "SKU-3");
  const bought = await shop.checkOut(userId);
  await shop.putIntoBasket("user-5678", UNKNOWN);
  const rejected = await shop.checkOut("user-5678");
  await shop.administrator.put("/products/SKU-4", { name: "Sieve", unitPrice: 700 });
  await Promise.all([completed, bought].map((orderId) => shop.untilStatus(orderId, "COMPLETED", PATIENTLY)));
  await until(async () => (await shop.client.get(`/order-history/${userId}?via=events`)).status === 200, PATIENTLY);
  // A customer's cancel finds an order that nobody has finished yet.
  await shipping.begin();
  const given = await shop.place();
  await shop.untilStatus(given, "CONFIRMED", PATIENTLY);
  await shop.cancel(given);
  await shipping.end();
  await Promise.all([...others.slice(0, 3), given, rejected].map((orderId) => shop.untilSettled(orderId, PATIENTLY)));
  return { completed, userId };
}

/** Asks each service something, so that it has answered a request. */
export async function askEveryone(shop: Shop, declarations: readonly ServiceDeclaration[]): Promise<void> {
  const paths = declarations.flatMap(({ routes }) => {
    const asked = Object.values(routes).find(({ method, mode }) => method === "GET" && mode === "atomic");
    return asked ? [asked.path.replaceAll(/:\w+/g, "nobody")] : [];
  });
  await Promise.all(paths.map((path) => shop.client.get(path)));
}
