// A broker that loses everything it holds: what it lost is published again, and no order is lost and nothing is done twice.
import { describe, expect, it, onTestFinished } from "vitest";
import type { Embedded } from "#platform/runtime/embedded.ts";
import { ofSku } from "../kit/orders.ts";
import { startPlatform, untilIdle } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const SKU = "SKU-1";
const BUSY = ["inventory", "billing", "shipping", "loyalty", "notification"];

/** Orders that are on their way to services which are away, when the broker forgets all that it holds. */
async function loseOrders(platform: Embedded, count: number): Promise<string[]> {
  const shop = new Shop(platform);
  await Promise.all(BUSY.map((name) => platform.stop(name)));
  const orderIds = await shop.placeMany(count, ofSku(SKU));
  await until(() => platform.bus.backlog("inventory").waiting >= count);
  platform.bus.wipe();
  await Promise.all(BUSY.map((name) => platform.start(name)));
  await untilIdle(platform);
  expect((await shop.order(orderIds[0] as string)).status).toBe("PENDING");
  return orderIds;
}

/** Each order took its one unit, cost its price once, and its customer got each mail once. */
async function expectOnce(shop: Shop, orderIds: readonly string[]): Promise<void> {
  const count = orderIds.length;
  await until(async () =>
    expect(await shop.stock(SKU)).toMatchObject({ available: 1_000 - count, reserved: 0, sold: count }),
  );
  const { unitPrice } = await shop.product(SKU);
  await until(async () => {
    const { ordersCreated, ordersCompleted, revenue } = await shop.summary();
    expect([ordersCreated, ordersCompleted, revenue]).toEqual([count, count, count * unitPrice]);
  });
  for (const orderId of orderIds) {
    const kinds = ["order-completed", "order-confirmed", "order-received"];
    await until(async () => expect(await shop.mailKinds(orderId)).toEqual(kinds));
  }
}

describe.concurrent("A broker that is wiped", { timeout: 60_000 }, () => {
  it("is noticed by the orders that do not settle, and they all end", async ({ onTestFinished: closeAfter }) => {
    const platform = await startPlatform({}, closeAfter);
    const shop = new Shop(platform);
    const orderIds = await loseOrders(platform, 10);
    await shop.untilAll(orderIds, "COMPLETED", { within: 45_000, every: 200 });
    await expectOnce(shop, orderIds);
  });

  it("is noticed by consumers that miss what their publisher counts, and they get it", async ({
    onTestFinished: closeAfter,
  }) => {
    const platform = await startPlatform({ limits: { heartbeat: 500 } }, closeAfter);
    const shop = new Shop(platform);
    await platform.stop("analytics");
    const orderId = await shop.complete(ofSku(SKU));
    await until(() => platform.bus.backlog("analytics").waiting >= 2);
    platform.bus.wipe();
    await platform.start("analytics");
    await until(async () => expect((await shop.summary()).ordersCompleted).toBe(1), { within: 45_000, every: 200 });
    await expectOnce(shop, [orderId]);
  });

  it("is made good at once by POST /replay, and a replay when nothing is missing changes nothing", async ({
    onTestFinished: closeAfter,
  }) => {
    const platform = await startPlatform({}, closeAfter);
    const shop = new Shop(platform);
    const orderIds = await loseOrders(platform, 30);
    expect(await shop.administrator.post("/replay", { since: 0 })).toMatchObject({
      status: 202,
      body: { scope: "all" },
    });
    await shop.untilAll(orderIds, "COMPLETED");
    await expectOnce(shop, orderIds);
    await untilIdle(platform);
    const before = await shop.summary();
    expect((await shop.administrator.post("/replay", { since: 0 })).status).toBe(202);
    await until(async () => (await shop.handled("order", "ReplayRequested")) >= 2);
    await untilIdle(platform);
    expect(await shop.summary()).toEqual(before);
    await expectOnce(shop, orderIds);
  });

  it("is made good for one order only, where that is asked for", async ({ onTestFinished: closeAfter }) => {
    const platform = await startPlatform({}, closeAfter);
    const shop = new Shop(platform);
    const [wanted = "", other = ""] = await loseOrders(platform, 2);
    expect((await shop.administrator.post("/replay", { orderId: wanted })).status).toBe(202);
    await shop.untilStatus(wanted, "COMPLETED");
    expect((await shop.order(other)).status).toBe("PENDING");
  });

  it("is repeated for the administrator only, and only when it is said what", async ({
    onTestFinished: closeAfter,
  }) => {
    const shop = new Shop(await startPlatform({}, closeAfter));
    expect((await shop.client.post("/replay", { since: 0 })).status).toBe(401);
    expect((await shop.administrator.post("/replay", {})).status).toBe(422);
    expect((await shop.administrator.post("/replay", { since: "soon" })).status).toBe(422);
  });
});

describe("A broker that cannot be reached", () => {
  it("does not stop orders from being accepted; they go on when it is back", async () => {
    const platform = await startPlatform({}, onTestFinished);
    const shop = new Shop(platform);
    platform.bus.isAway = true;
    const orderIds = await shop.placeMany(10, ofSku(SKU));
    expect((await shop.client.get<string>("/metrics")).body).toMatch(/^millrace_outbox\{service="order"\} 10$/m);
    platform.bus.isAway = false;
    await shop.untilAll(orderIds, "COMPLETED");
    await expectOnce(shop, orderIds);
  });

  it("lets the outbox grow up to a cap, and then says 503 instead of a 202 that is not true", async () => {
    const platform = await startPlatform({ limits: { outbox: 5 } }, onTestFinished);
    const shop = new Shop(platform);
    platform.bus.isAway = true;
    const orderIds = await Promise.all([1, 2, 3, 4, 5].map(() => shop.place()));
    const { status, headers, body } = await shop.client.post("/orders", ofSku(SKU));
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect(body).toMatchObject({ code: "outbox-full" });
    platform.bus.isAway = false;
    await shop.untilAll(orderIds, "COMPLETED");
    expect((await shop.client.post("/orders", ofSku(SKU))).status).toBe(202);
  });
});
