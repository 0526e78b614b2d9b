// The first requirement text: a user makes one synchronous call, and several services go on asynchronously.
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { OrderCreated } from "#contracts/events/index.ts";
import * as events from "#contracts/events/index.ts";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { DataOf } from "#platform/declare/event.ts";
import { services } from "#services/all.ts";
import { EventStream } from "../kit/event-stream.ts";
import { anOrder, DECLINED, ofSku, UNSERVED } from "../kit/orders.ts";
import { allBut, GIVES_UP_SOON, startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { handledBy, startReplica } from "../kit/replica.ts";
import { type Accepted, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const everything = await EventStream.open(shop.administrator);
afterEach(() => platform.faults.clear());

/** A product that no other test buys. */
let last = 1;
const nextSku = () => `SKU-${++last}`;

describe("The synchronous entry point", () => {
  it("answers 'place order' with 'order accepted', whatever the other services do", () =>
    withStopped(platform, allBut(platform, "order", "operations"), async () => {
      const { status, headers, body } = await shop.client.post<Accepted>("/orders", anOrder());
      expect(status).toBe(202);
      expect(body).toEqual({ orderId: expect.any(String), status: "PENDING", message: "Order accepted" });
      expect(headers.get("location")).toBe(`/orders/${body.orderId}`);
      expect((await shop.order(body.orderId)).status).toBe("PENDING");
    }));
});

describe("Event-driven operations", () => {
  it("publishes OrderCreated with the order, its user and its items, instead of calling anybody", async () => {
    const order = anOrder({ items: [{ sku: nextSku(), quantity: 3 }] });
    const orderId = await shop.place(order);
    const event = await everything.untilHeard(orderId, "OrderCreated");
    const { data } = event as CloudEvent<DataOf<typeof OrderCreated>>;
    expect(data).toMatchObject({ orderId, userId: order.userId, orderDetails: { items: order.items } });
    expect(event).toMatchObject({ source: "/order", subject: orderId });
  });

  it("hands the event to a broker, which keeps it for those who are away", async () => {
    const away = ["inventory", "notification", "analytics"];
    const before = (await shop.summary()).ordersCreated;
    const orderId = await withStopped(platform, away, () => shop.place());
    await shop.untilStatus(orderId, "COMPLETED");
    await shop.untilMailed(orderId, "order-received");
    await until(async () => (await shop.summary()).ordersCreated > before);
  });

  it("has several services subscribed to it, and each consumes it by itself", async () => {
    const consumers = services
      .filter(({ reactions }) => "onOrderCreated" in reactions)
      .map(({ declaration: { name } }) => name);
    expect(consumers).toEqual(expect.arrayContaining(["inventory", "notification", "analytics"]));
    const counts = () => Promise.all(consumers.map((name) => shop.handled(name, "OrderCreated")));
    await untilIdle(platform);
    const before = await counts();
    await shop.place();
    await until(async () => expect(await counts()).toEqual(before.map((count) => count + 1)));
  });
});

describe("Parallel and independent processing", () => {
  it("lets inventory reserve the stock and say InventoryReserved", async () => {
    const sku = nextSku();
    await withStopped(platform, ["billing"], async () => {
      const orderId = await shop.place(ofSku(sku, 4));
      await everything.untilHeard(orderId, "InventoryReserved");
      expect(await shop.stock(sku)).toEqual({ sku, available: 996, reserved: 4, sold: 0 });
    });
  });

  it("lets notification send the mail of the order", async () => {
    const orderId = await shop.place(anOrder({ customerEmail: "grace@example.com" }));
    const mail = await shop.untilMailed(orderId, "order-received");
    expect(mail).toMatchObject({ to: "grace@example.com", subject: "Thank you for your order" });
  });

  it("lets analytics record the order for later", async () => {
    const sku = nextSku();
    const before = await shop.summary();
    await shop.place(ofSku(sku, 7));
    await until(async () => expect((await shop.summary()).ordersCreated).toBe(before.ordersCreated + 1));
    const { body } = await shop.client.get("/analytics/popular-products?limit=100");
    expect(body).toMatchObject({ products: expect.arrayContaining([{ sku, quantity: 7 }]) });
  });

  it.each(["inventory", "notification", "analytics"])("lets nobody wait while %s is away", async (away) => {
    const before = (await shop.summary()).ordersCreated;
    await withStopped(platform, [away], async () => {
      const orderId = await shop.place();
      if (away !== "inventory") await shop.untilStatus(orderId, "CONFIRMED");
      if (away !== "notification") await shop.untilMailed(orderId, "order-received");
      if (away !== "analytics") await until(async () => (await shop.summary()).ordersCreated > before);
    });
  });
});

describe("Event chaining", () => {
  it("starts the shipment by InventoryReserved, and shipping says how that went", async () => {
    const orderId = await shop.complete();
    expect((await shop.shipment(orderId)).status).toBe("CREATED");
    await everything.untilHeard(orderId, "ShipmentCreated");
    const refused = await shop.place(anOrder(UNSERVED));
    await everything.untilHeard(refused, "ShipmentFailed");
  });

  it("finalizes billing by the reservation, and billing says how that went", async () => {
    const sku = nextSku();
    const orderId = await shop.complete(ofSku(sku, 2));
    const amount = 2 * (await shop.product(sku)).unitPrice;
    expect(await shop.payment(orderId)).toEqual({ orderId, status: "CAPTURED", amount });
    await everything.untilHeard(orderId, "PaymentCaptured");
    const declined = await shop.place(anOrder(DECLINED));
    await everything.untilHeard(declined, "PaymentFailed");
  });

  it("does neither without a reservation", async () => {
    const orderId = await shop.place(ofSku(nextSku(), 1_000));
    await shop.untilSettled(orderId);
    const soldOut = await shop.place(ofSku(`SKU-${last}`, 1));
    expect(await shop.untilSettled(soldOut)).toMatchObject({ status: "CANCELLED", reason: "out-of-stock" });
    expect((await shop.client.get(`/payments/${soldOut}`)).status).toBe(404);
    expect((await shop.client.get(`/shipments/${soldOut}`)).status).toBe(404);
  });
});

describe("Failure handling and retries", () => {
  it("delivers again by itself when a service fails", async () => {
    platform.faults.fail("inventory", "OrderCreated");
    const sku = nextSku();
    const orderId = await shop.place(ofSku(sku));
    await until(async () => (await shop.handled("inventory", "OrderCreated", "retried")) > 0);
    platform.faults.clear();
    await shop.untilStatus(orderId, "COMPLETED");
    await until(async () => expect(await shop.stock(sku)).toEqual({ sku, available: 999, reserved: 0, sold: 1 }));
  });

  it("puts what keeps failing into a dead-letter queue, where a person inspects and recovers it", async () => {
    const failing = await startPlatform({ limits: GIVES_UP_SOON }, onTestFinished);
    const itsShop = new Shop(failing);
    failing.faults.fail("inventory", "OrderCreated", "The shelf has collapsed.");
    const orderId = await itsShop.place();
    const letter = await itsShop.untilDeadLetter(orderId);
    expect(letter).toMatchObject({ service: "inventory", event: "OrderCreated", reason: "The shelf has collapsed." });
    failing.faults.clear();
    expect((await itsShop.administrator.post(`/dead-letters/${letter.id}/redrive`)).status).toBe(202);
    await itsShop.untilStatus(orderId, "COMPLETED");
  });

  it("ends in the same state when every message arrives several times", async () => {
    const sku = nextSku();
    const userId = "repeated";
    const orderId = await shop.complete({ ...ofSku(sku, 2), userId });
    await everything.untilHeard(orderId, "PointsEarned");
    const state = async () => [
      await shop.order(orderId),
      await shop.stock(sku),
      await shop.payment(orderId),
      await shop.points(userId),
      await shop.mails(orderId),
      await shop.summary(),
    ];
    await untilIdle(platform);
    const before = await state();
    expect(everything.about(orderId).length).toBeGreaterThan(8);
    for (let time = 0; time < 3; time++) await platform.bus.publish(everything.about(orderId).toReversed());
    await untilIdle(platform);
    expect(await state()).toEqual(before);
  });
});

describe("Observability and monitoring", () => {
  it("traces an order from the request to the last service", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const traced = shop.client.with({ traceparent: `00-${traceId}-b7ad6b7169203331-01` });
    const { body } = await traced.post<Accepted>("/orders", anOrder());
    await shop.untilStatus(body.orderId, "COMPLETED");
    await everything.untilHeard(body.orderId, "OrderCompleted");
    const timeline = await shop.timeline(body.orderId);
    expect(new Set(timeline.map(({ traceparent }) => traceparent.split("-")[1]))).toEqual(new Set([traceId]));
    expect(new Set(timeline.map(({ service }) => service)).size).toBeGreaterThanOrEqual(6);
  });

  it("shows by which event each event was caused", async () => {
    const orderId = await shop.complete();
    await everything.untilHeard(orderId, "OrderCompleted");
    const heard = everything.about(orderId);
    const causeOf = (effect: string) => {
      const causationId = heard.find(({ type }) => type === effect)?.causationid;
      return heard.find(({ id }) => id === causationId)?.type;
    };
    expect(causeOf("InventoryReserved")).toBe("OrderCreated");
    expect(causeOf("OrderConfirmed")).toBe("InventoryReserved");
    expect(causeOf("ShipmentCreated")).toBe("InventoryReserved");
    expect(["InventoryReserved", "OrderPriced", "OrderCreated"]).toContain(causeOf("PaymentCaptured"));
    expect(causeOf("OrderCreated")).toBeUndefined();
    expect(new Set(heard.map(({ correlationid }) => correlationid)).size).toBe(1);
  });

  it("measures health and how many events each service has processed", async () => {
    expect((await shop.client.get("/health/live")).body).toEqual({ status: "live" });
    await untilIdle(platform);
    const before = await shop.handled("inventory", "OrderCreated");
    await shop.place();
    await until(async () => expect(await shop.handled("inventory", "OrderCreated")).toBe(before + 1));
  });

  it("says by its numbers and its log that something fails, so that an alert can be raised", async () => {
    const logged: object[] = [];
    const log = { info: () => {}, warn: () => {}, error: (fields: object) => void logged.push(fields) };
    const failing = await startPlatform({ log, limits: GIVES_UP_SOON }, onTestFinished);
    const itsShop = new Shop(failing);
    failing.faults.fail("analytics", "OrderCreated");
    await itsShop.place();
    await until(async () => (await itsShop.handled("analytics", "OrderCreated", "deadLettered")) === 1);
    const { body } = await itsShop.client.get<string>("/metrics");
    expect(body).toMatch(/^millrace_dead\{service="analytics"\} 1$/m);
    expect(body).toMatch(/^millrace_parked\{service="analytics"\} 0$/m);
    expect(logged).toContainEqual(
      expect.objectContaining({ service: "analytics", topic: "OrderCreated", attempts: 3 }),
    );
  });
});

describe("The example flow", () => {
  it("answers first; slow services follow independently, at their own pace", async () => {
    for (const name of ["inventory", "notification", "analytics"]) platform.faults.slow(name, 300);
    const orderId = await shop.place();
    const answeredAt = Date.now();
    const { history } = await shop.untilStatus(orderId, "COMPLETED");
    expect(history.map(({ status }) => status)).toEqual(["PENDING", "CONFIRMED", "COMPLETED"]);
    expect(Date.parse(history[1]?.at ?? "")).toBeGreaterThan(answeredAt);
    await shop.untilMailed(orderId, "order-completed");
  });

  it("compensates when a step fails", async () => {
    const sku = nextSku();
    const orderId = await shop.place({ ...ofSku(sku, 5), ...DECLINED });
    expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "payment-declined" });
    expect(await shop.stock(sku)).toEqual({ sku, available: 1_000, reserved: 0, sold: 0 });
    const compensations = ["InventoryReleased", "PaymentRefunded", "ShipmentCancelled", "PointsReversed"];
    await until(() => expect(everything.typesAbout(orderId)).toEqual(expect.arrayContaining(compensations)));
  });
});

describe("Why this works", () => {
  it("couples loosely: orders are taken and confirmed later when inventory is offline", async () => {
    const orderIds = await withStopped(platform, ["inventory"], async () => {
      const placed = await shop.placeMany(3);
      await shop.untilAll(placed, "PENDING");
      return placed;
    });
    await shop.untilAll(orderIds, "COMPLETED");
  });

  it("scales each service by itself: two replicas of inventory share the orders", async () => {
    const replica = await startReplica(platform, "inventory");
    const before = await shop.handled("inventory", "OrderCreated");
    const orderIds = await shop.placeMany(40);
    await shop.untilAll(orderIds, "COMPLETED");
    const first = (await shop.handled("inventory", "OrderCreated")) - before;
    const second = handledBy(replica, "OrderCreated");
    expect(first + second).toBe(40);
    expect(Math.min(first, second)).toBeGreaterThan(0);
  });

  it("does not collapse with one service: an order is completed while mail and analytics fail", async () => {
    platform.faults.fail("notification", "OrderCreated");
    platform.faults.fail("analytics", "OrderCreated");
    await shop.complete();
  });
});

describe("Best practices", () => {
  it("defines every event's schema upfront, and publishes nothing else", async () => {
    const orderIds = await Promise.all([shop.place(), shop.place(anOrder(DECLINED)), shop.place(anOrder(UNSERVED))]);
    await Promise.all(orderIds.map((orderId) => shop.untilSettled(orderId)));
    const types = new Map(Object.values(events).map((type) => [type.name as string, type]));
    const business = everything.heard.map(({ event }) => event).filter(({ type }) => !type.endsWith(".dead-letter"));
    const misfits = business.filter(({ type, data }) => !types.get(type)?.schema.safeParse(data).success);
    expect(misfits).toEqual([]);
  });

  it("handles edge cases by compensating actions: what turns out not to be shippable is refunded", async () => {
    const orderId = await withStopped(platform, ["shipping"], async () => {
      const placed = await shop.place(anOrder(UNSERVED));
      await until(async () => (await shop.payment(placed)).status === "CAPTURED");
      return placed;
    });
    expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "not-shippable" });
    expect((await shop.payment(orderId)).status).toBe("REFUNDED");
  });
});
