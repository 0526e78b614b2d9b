// Any number of replicas: they share the work, and nothing that another replica must know lives in one of them.
import { expect, it, onTestFinished } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { anEvent } from "../kit/events.ts";
import { ofSku } from "../kit/orders.ts";
import { startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { handledBy, startReplica } from "../kit/replica.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const all = platform.list().map(({ name }) => name);

it("compete for the events of their group: each event is handled by one of them", async () => {
  const replicas = [await startReplica(platform, "inventory"), await startReplica(platform, "inventory")];
  const before = await shop.handled("inventory", "OrderCreated");
  const orderIds = await shop.placeMany(60, ofSku("SKU-1"));
  await shop.untilAll(orderIds, "COMPLETED");
  await untilIdle(platform);
  const shares = [
    (await shop.handled("inventory", "OrderCreated")) - before,
    ...replicas.map((each) => handledBy(each, "OrderCreated")),
  ];
  expect(shares.reduce((sum, share) => sum + share)).toBe(60);
  expect(Math.min(...shares)).toBeGreaterThan(0);
  expect(await shop.stock("SKU-1")).toMatchObject({ available: 940, reserved: 0, sold: 60 });
});

it("of every service at once do together what one would do alone", async () => {
  await Promise.all(all.map((name) => startReplica(platform, name)));
  const userId = "many-hands";
  const before = (await shop.summary()).revenue;
  const orderIds = await shop.placeMany(40, { ...ofSku("SKU-2"), userId });
  await shop.untilAll(orderIds, "COMPLETED");
  const { unitPrice } = await shop.product("SKU-2");
  await until(async () => {
    expect(await shop.stock("SKU-2")).toMatchObject({ available: 960, reserved: 0, sold: 40 });
    expect(await shop.points(userId)).toBe(40 * Math.floor(unitPrice / 100));
    expect((await shop.summary()).revenue).toBe(before + 40 * unitPrice);
    for (const orderId of orderIds) expect(await shop.mailKinds(orderId)).toHaveLength(3);
  });
});

it("take over when one of them leaves in the middle of its work", async () => {
  const replica = await startReplica(platform, "inventory");
  const orderIds = await shop.placeMany(40, ofSku("SKU-3"));
  await replica.stop();
  await shop.untilAll(orderIds, "COMPLETED");
  await until(async () => expect(await shop.stock("SKU-3")).toMatchObject({ available: 960, sold: 40 }));
});

it("keep the service going while the first of them is stopped", async () => {
  await startReplica(platform, "inventory");
  await withStopped(platform, ["inventory"], () => shop.complete(ofSku("SKU-4")));
});

it("never handle one event twice, even if it is delivered to both at the same moment", async () => {
  await startReplica(platform, "inventory");
  const items = [{ sku: "SKU-5", quantity: 1 }];
  const events = Array.from({ length: 20 }, () =>
    anEvent(OrderCreated, { ...OrderCreated.example, orderId: newRealId(), orderDetails: { items } }),
  );
  platform.faults.slow("inventory", 30);
  onTestFinished(() => platform.faults.clear());
  await platform.bus.publish([...events, ...events, ...events]);
  await untilIdle(platform);
  expect(await shop.stock("SKU-5")).toMatchObject({ available: 980 });
});

it("receive an answer over the bus for one another", async () => {
  await startReplica(platform, "storefront");
  await startReplica(platform, "storefront");
  await shop.complete();
  const asking = Array.from({ length: 15 }, () => shop.client.get("/order-history/user-5678?via=events&timeout=3000"));
  for (const { status } of await Promise.all(asking)) expect(status).toBe(200);
});
