// The fourth requirement text: asynchronous communication as a pattern, told with an order, a mail and loyalty points.
// Which of the products it names stands behind the bus is tested with real brokers.
import { afterEach, describe, expect, it } from "vitest";
import { OrderCancelled, OrderCreated } from "#contracts/events/index.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { EventStream } from "../kit/event-stream.ts";
import { anEvent } from "../kit/events.ts";
import { ofSku } from "../kit/orders.ts";
import { startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const everything = await EventStream.open(shop.administrator);
afterEach(() => platform.faults.clear());

let users = 0;
const nextUser = () => `reader-${++users}`;

describe("What it is", () => {
  it("lets the caller go on at once, without the response", async () => {
    platform.faults.slow("inventory", 200);
    const orderIds = await shop.placeMany(5);
    const sentAt = Date.now();
    const orders = await shop.untilAll(orderIds, "COMPLETED");
    for (const { history } of orders) expect(Date.parse(history[1]?.at ?? "")).toBeGreaterThan(sentAt);
  });

  it("gives the response later when it is polled for", async () => {
    const orderId = await shop.place();
    expect((await shop.untilStatus(orderId, "COMPLETED")).settled).toBe(true);
  });

  it("gives the response later by calling back: the open stream tells of the order", async () => {
    const orderId = await shop.place();
    const stream = await EventStream.open(shop.client, `?orderId=${orderId}&from=start`);
    await stream.untilHeard(orderId, "OrderCompleted");
    await stream.close();
  });
});

describe("How it works", () => {
  it("1.-2. takes the message and lets the client continue, before anybody has processed it", () =>
    withStopped(platform, ["inventory"], async () => {
      const orderId = await shop.place();
      expect((await shop.order(orderId)).history.map(({ status }) => status)).toEqual(["PENDING"]);
    }));

  it("3. stores the message until its consumer is there", async () => {
    const orderIds = await withStopped(platform, ["inventory"], async () => {
      const placed = await shop.placeMany(10);
      await until(() => platform.bus.backlog("inventory").waiting >= 10);
      return placed;
    });
    await shop.untilAll(orderIds, "COMPLETED");
  });

  it("4.-5. lets the consumer retrieve and process messages at its own pace", async () => {
    platform.faults.slow("loyalty", 250);
    const userId = nextUser();
    const orderId = await shop.complete({ ...ofSku("SKU-2"), userId });
    await everything.untilHeard(orderId, "PointsEarned");
    const types = everything.typesAbout(orderId);
    expect(types.indexOf("PointsEarned")).toBeGreaterThan(types.indexOf("OrderCompleted"));
  });

  it("6. answers by a new message over the broker", async () => {
    const orderId = await shop.complete();
    const asked = await shop.history("user-5678", "?via=events");
    expect(asked.orders.map((order) => order.orderId)).toContain(orderId);
    await until(() => everything.of("OrdersQueryAnswered").length > 0);
  });

  it("6. or updates a shared read model", async () => {
    const userId = nextUser();
    const orderId = await shop.complete({ ...ofSku("SKU-3"), userId });
    await until(async () =>
      expect((await shop.history(userId)).orders).toMatchObject([{ orderId, status: "COMPLETED" }]),
    );
  });
});

describe("The simple example", () => {
  it("1. stores the order before OrderConfirmed is published", async () => {
    const orderId = await shop.place();
    await everything.untilHeard(orderId, "OrderConfirmed");
    expect(["CONFIRMED", "COMPLETED"]).toContain((await shop.order(orderId)).status);
  });

  it("2. answers the customer without waiting for mail or points", () =>
    withStopped(platform, ["notification", "loyalty"], async () => {
      await shop.complete();
    }));

  it("3. lets notification pull the event, write the mail and send it", async () => {
    const orderId = await shop.place();
    const mail = await shop.untilMailed(orderId, "order-confirmed");
    expect(mail).toMatchObject({ to: "ada@example.com", subject: "Your order is confirmed" });
  });

  it("4. lets loyalty pull the event and count the points, one for each whole euro", async () => {
    const userId = nextUser();
    await shop.complete({ ...ofSku("SKU-4", 3), userId });
    const points = Math.floor((3 * (await shop.product("SKU-4")).unitPrice) / 100);
    expect(points).toBeGreaterThan(0);
    await until(async () => expect(await shop.points(userId)).toBe(points));
  });

  it.each([
    ["notification", "loyalty"],
    ["loyalty", "notification"],
  ])("lets %s be away while %s goes on", async (away, present) => {
    const userId = nextUser();
    const orderId = await withStopped(platform, [away], async () => {
      const placed = await shop.place({ ...ofSku("SKU-5"), userId });
      if (present === "notification") await shop.untilMailed(placed, "order-completed");
      else await until(async () => (await shop.points(userId)) > 0);
      return placed;
    });
    await shop.untilMailed(orderId, "order-completed");
    await until(async () => (await shop.points(userId)) > 0);
  });
});

describe("Advantages", () => {
  it("couples loosely in space: an event names who says it and never who is to hear it", async () => {
    const orderId = await shop.complete();
    const consumers = /notification|loyalty|storefront|inventory|analytics|billing|shipping/;
    const { data: _, ...envelope } = await everything.untilHeard(orderId, "OrderConfirmed");
    expect(envelope.source).toBe("/order");
    expect(JSON.stringify(envelope)).not.toMatch(consumers);
  });

  it("is resilient: the failure of a consumer does not reach the sender, and its messages wait", async () => {
    platform.faults.fail("inventory", "OrderCreated");
    const orderId = await shop.place();
    await until(async () => (await shop.handled("inventory", "OrderCreated", "retried")) > 0);
    expect((await shop.order(orderId)).status).toBe("PENDING");
    platform.faults.clear();
    await shop.untilStatus(orderId, "COMPLETED");
  });

  it("buffers a sudden burst instead of overwhelming a slow consumer", async () => {
    platform.faults.slow("shipping", 20);
    const orderIds = await shop.placeMany(150, ofSku("SKU-6"));
    let mostInHand = 0;
    await until(async () => {
      mostInHand = Math.max(mostInHand, platform.bus.backlog("shipping").inHand);
      const { sold } = await shop.stock("SKU-6");
      return sold === 150;
    });
    await shop.untilAll(orderIds, "COMPLETED");
    expect(mostInHand).toBeLessThanOrEqual(64);
  });

  it("fans out: one OrderConfirmed triggers notification, loyalty and storefront", async () => {
    await untilIdle(platform);
    const consumers = ["notification", "loyalty", "storefront"];
    const counts = () => Promise.all(consumers.map((name) => shop.handled(name, "OrderConfirmed")));
    const before = await counts();
    await shop.complete();
    await until(async () => expect(await counts()).toEqual(before.map((count) => count + 1)));
  });
});

describe("Disadvantages, and what is done about them", () => {
  it("is hard to debug: so each order has a timeline across all services", async () => {
    const orderId = await shop.complete();
    await everything.untilHeard(orderId, "OrderCompleted");
    const timeline = await shop.timeline(orderId);
    expect(timeline[0]).toMatchObject({ event: "OrderCreated", service: "order" });
    expect(timeline.map(({ at }) => at)).toEqual(timeline.map(({ at }) => at).toSorted((a, b) => a - b));
    expect(new Set(timeline.map(({ service }) => service)).size).toBeGreaterThanOrEqual(6);
  });

  it("is consistent only eventually: what the services know of an order agrees in the end", async () => {
    const userId = nextUser();
    const sku = "SKU-7";
    const orderId = await shop.complete({ ...ofSku(sku, 2), userId });
    const { total } = await shop.order(orderId);
    await until(async () => {
      expect(await shop.stock(sku)).toMatchObject({ reserved: 0, sold: 2 });
      expect(await shop.payment(orderId)).toMatchObject({ status: "CAPTURED", amount: total });
      expect((await shop.history(userId)).orders).toMatchObject([{ status: "COMPLETED", total }]);
      expect(await shop.mailKinds(orderId)).toEqual(["order-completed", "order-confirmed", "order-received"]);
    });
  });

  it("does not promise the order of messages: after a cancellation that overtakes, nothing is reserved or thanked for", async () => {
    const orderId = newRealId();
    const items = [{ sku: "SKU-8", quantity: 10 }];
    await platform.bus.publish([anEvent(OrderCancelled, { ...OrderCancelled.example, orderId, items })]);
    await everything.untilHeard(orderId, "InventoryReleased");
    await platform.bus.publish([anEvent(OrderCreated, { ...OrderCreated.example, orderId, orderDetails: { items } })]);
    await untilIdle(platform);
    expect(await shop.stock("SKU-8")).toMatchObject({ available: 1_000, reserved: 0 });
    expect(await shop.mailKinds(orderId)).toEqual(["order-cancelled"]);
  });

  it("must handle errors so that doing something again has no side effects: one charge however often it is tried", async () => {
    const orderId = await shop.complete();
    await everything.untilHeard(orderId, "PaymentCaptured");
    const charge = await shop.payment(orderId);
    const causes = everything.about(orderId).filter(({ type }) => ["OrderPriced", "InventoryReserved"].includes(type));
    await platform.bus.publish([...causes, ...causes]);
    await untilIdle(platform);
    expect(await shop.payment(orderId)).toEqual(charge);
    expect(everything.typesAbout(orderId).filter((type) => type === "PaymentCaptured")).toHaveLength(1);
  });
});
