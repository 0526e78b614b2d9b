// Every way in which an order can end, and that nothing of it is left open then.
import { expect, it } from "vitest";
import type { ProblemBody } from "../kit/client.ts";
import { anOrder, DECLINED, ofSku, UNSERVED } from "../kit/orders.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { type Order, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
// Two orders need seconds for their ends, in which the other tests run.
const missing = missDeadline();
const unpriced = waitInVain();

const untouched = (sku: string) => ({ sku, available: 1_000, reserved: 0, sold: 0 });
const stepsOf = ({ history }: Order): string[] => history.map(({ status }) => status);
const codeOf = async (path: string) => (await shop.client.get<ProblemBody>(path)).body.code;

it("completes: reserved, priced, captured and shipped", async () => {
  const userId = "ends-well";
  const orderId = await shop.place({ ...ofSku("SKU-1", 2), userId });
  const order = await shop.untilSettled(orderId);
  expect(stepsOf(order)).toEqual(["PENDING", "CONFIRMED", "COMPLETED"]);
  const total = 2 * (await shop.product("SKU-1")).unitPrice;
  expect(order).toMatchObject({ userId, total, currency: "EUR" });
  expect(await shop.payment(orderId)).toEqual({ orderId, status: "CAPTURED", amount: total });
  expect(await shop.shipment(orderId)).toEqual({ orderId, status: "CREATED" });
  await until(async () => {
    expect(await shop.stock("SKU-1")).toEqual({ sku: "SKU-1", available: 998, reserved: 0, sold: 2 });
    expect(await shop.points(userId)).toBe(Math.floor(total / 100));
    expect(await shop.mailKinds(orderId)).toEqual(["order-completed", "order-confirmed", "order-received"]);
  });
});

it("completes on account and for pick-up, when neither card nor address is given", async () => {
  const { paymentToken: _, shippingAddress: __, ...plain } = anOrder({ items: [{ sku: "SKU-2", quantity: 1 }] });
  const order = await shop.untilSettled(await shop.place(plain));
  expect(order.status).toBe("COMPLETED");
});

it("is cancelled when the card is declined; the stock comes back and nothing is captured", async () => {
  const orderId = await shop.place({ ...ofSku("SKU-3", 4), ...DECLINED });
  expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "payment-declined" });
  expect(await shop.stock("SKU-3")).toEqual(untouched("SKU-3"));
  expect((await shop.payment(orderId)).status).toBe("FAILED");
  await until(async () => expect(await shop.mailKinds(orderId)).toContain("order-cancelled"));
});

it("is cancelled when the country is not served; what was paid is refunded and the points are taken back", async () => {
  const userId = "far-away";
  const orderId = await withStopped(platform, ["shipping"], async () => {
    const placed = await shop.place({ ...ofSku("SKU-4", 1), ...UNSERVED, userId });
    await until(async () => expect((await shop.payment(placed)).status).toBe("CAPTURED"));
    await until(async () => expect(await shop.points(userId)).toBeGreaterThan(0));
    return placed;
  });
  const order = await shop.untilSettled(orderId);
  expect(order).toMatchObject({ status: "CANCELLED", reason: "not-shippable" });
  expect(await shop.payment(orderId)).toMatchObject({ status: "REFUNDED", amount: order.total });
  expect(await shop.shipment(orderId)).toMatchObject({ status: "FAILED" });
  expect(await shop.points(userId)).toBe(0);
  expect(await shop.stock("SKU-4")).toEqual(untouched("SKU-4"));
});

it("is cancelled when one line is out of stock, and takes nothing of the others", async () => {
  const items = [
    { sku: "SKU-5", quantity: 1 },
    { sku: "SKU-6", quantity: 1_000 },
    { sku: "SKU-7", quantity: 2 },
  ];
  expect((await shop.untilSettled(await shop.place(ofSku("SKU-6", 500)))).status).toBe("COMPLETED");
  const orderId = await shop.place(anOrder({ items }));
  const order = await shop.untilSettled(orderId);
  expect(order).toMatchObject({ status: "CANCELLED", reason: "out-of-stock" });
  expect(stepsOf(order)).toEqual(["PENDING", "CANCELLED"]);
  expect(await shop.stock("SKU-5")).toEqual(untouched("SKU-5"));
  expect(await shop.stock("SKU-7")).toEqual(untouched("SKU-7"));
  expect(await codeOf(`/payments/${orderId}`)).toBe("payment-unknown");
  expect(await codeOf(`/shipments/${orderId}`)).toBe("shipment-unknown");
});

it("is cancelled by its customer in time, as often as they ask; all is given back", async () => {
  const orderId = await withStopped(platform, ["billing"], async () => {
    const placed = await shop.place(ofSku("SKU-8", 3));
    await shop.untilStatus(placed, "CONFIRMED");
    expect(await shop.cancel(placed)).toMatchObject({ status: 202, body: { status: "CANCELLED" } });
    expect((await shop.cancel(placed)).status).toBe(202);
    expect((await shop.order(placed)).settled).toBe(false);
    return placed;
  });
  expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "cancelled-by-customer" });
  expect(await shop.stock("SKU-8")).toEqual(untouched("SKU-8"));
  expect(await codeOf(`/payments/${orderId}`)).toBe("payment-unknown");
  expect((await shop.cancel(orderId)).status).toBe(202);
});

it("cannot be cancelled any more once it is completed", async () => {
  const orderId = await shop.complete();
  expect(await shop.cancel(orderId)).toMatchObject({ status: 409, body: { code: "order-not-cancellable" } });
  expect((await shop.order(orderId)).status).toBe("COMPLETED");
});

it("goes through a basket, in which each SKU stands once", async () => {
  const userId = "basket-owner";
  await shop.putIntoBasket(userId, "SKU-9", 1);
  await shop.putIntoBasket(userId, "SKU-10", 5);
  await shop.putIntoBasket(userId, "SKU-9", 2);
  expect((await shop.client.delete(`/baskets/${userId}/items/SKU-10`)).status).toBe(200);
  const orderId = await shop.checkOut(userId, { paymentToken: "tok_ok" });
  const order = await until(() => shop.order(orderId));
  expect(order.items).toEqual([{ sku: "SKU-9", quantity: 2 }]);
  expect((await shop.untilSettled(orderId)).status).toBe("COMPLETED");
  const empty = await shop.client.post(`/baskets/${userId}/checkout`, { customerEmail: "ada@example.com" });
  expect(empty).toMatchObject({ status: 409, body: { code: "basket-empty" } });
});

it("says of a basket's order that it is not known yet, and of an invented id that it is unknown", () =>
  withStopped(platform, ["product"], async () => {
    await shop.putIntoBasket("impatient", "SKU-1");
    const { status, headers, body } = await shop.client.get(`/orders/${await shop.checkOut("impatient")}`);
    expect([status, headers.get("retry-after")]).toEqual([404, "1"]);
    expect(body).toMatchObject({ code: "order-not-yet-known" });
    expect(await codeOf("/orders/0192f0c1-2345-7000-8000-000000000000")).toBe("order-unknown");
  }));

it("gives the basket back when it held unknown products, together with what was put in meanwhile", async () => {
  const userId = "guesser";
  const orderId = await withStopped(platform, ["product"], async () => {
    await shop.putIntoBasket(userId, "SKU-1", 2);
    await shop.putIntoBasket(userId, "UNHEARD-OF", 3);
    const placed = await shop.checkOut(userId);
    await shop.putIntoBasket(userId, "SKU-1", 5);
    return placed;
  });
  const order = await until(() => shop.order(orderId));
  expect(order).toMatchObject({ status: "CANCELLED", reason: "unknown-products" });
  expect((await shop.untilSettled(orderId)).status).toBe("CANCELLED");
  const expected = [
    { sku: "SKU-1", quantity: 7 },
    { sku: "UNHEARD-OF", quantity: 3 },
  ];
  await until(async () => expect(await shop.basket(userId)).toEqual(expected));
  expect(await shop.mailKinds(orderId)).toEqual(["order-cancelled"]);
});

it("gets its price when the product becomes known while it waits", async () => {
  await shop.administrator.post("/inventory/BRAND-NEW/restock", { quantity: 5 });
  const orderId = await shop.place(ofSku("BRAND-NEW", 2));
  await shop.untilStatus(orderId, "CONFIRMED");
  await shop.administrator.put("/products/BRAND-NEW", { name: "Brand New", unitPrice: 150 });
  expect(await shop.untilSettled(orderId)).toMatchObject({ status: "COMPLETED", total: 300 });
});

async function missDeadline() {
  const late = await startPlatform({ environment: { ORDER_DEADLINE_MS: "1000" } });
  const itsShop = new Shop(late);
  await late.stop("shipping");
  const orderId = await itsShop.place(ofSku("SKU-1", 2));
  return { late, itsShop, orderId };
}

it("is cancelled at its deadline; the service that was away settles it later", async () => {
  const { late, itsShop, orderId } = await missing;
  const patience = { within: 20_000 };
  expect(await itsShop.untilStatus(orderId, "CANCELLED", patience)).toMatchObject({
    reason: "deadline-passed",
    settled: false,
  });
  await late.start("shipping");
  await itsShop.untilSettled(orderId);
  expect((await itsShop.payment(orderId)).status).toBe("REFUNDED");
  expect(await itsShop.stock("SKU-1")).toEqual(untouched("SKU-1"));
});

async function waitInVain() {
  const itsShop = new Shop(await startPlatform({ environment: { PRICE_WAIT_MS: "0" } }));
  await itsShop.administrator.post("/inventory/UNPRICED/restock", { quantity: 5 });
  return { itsShop, orderId: await itsShop.place(ofSku("UNPRICED")) };
}

it("is cancelled when a price stays unknown for too long", async () => {
  const { itsShop, orderId } = await unpriced;
  const order = await itsShop.untilSettled(orderId, { within: 20_000 });
  expect(order).toMatchObject({ status: "CANCELLED", reason: "not-priced" });
  expect((await itsShop.stock("UNPRICED")).available).toBe(5);
});
