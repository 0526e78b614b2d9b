// The fifth requirement text: fire and forget, told with an order that is placed, processed and completed.
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { OrderCreated } from "#contracts/events/index.ts";
import { implement } from "#platform/declare/implementation.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { counter } from "#platform/declare/state.ts";
import { services } from "#services/all.ts";
import { EventStream } from "../kit/event-stream.ts";
import { anOrder, DECLINED, ofSku } from "../kit/orders.ts";
import { allBut, startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { type Accepted, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const everything = await EventStream.open(shop.administrator);
afterEach(() => platform.faults.clear());

describe("What it is", () => {
  it("sends and does not wait; the consumer processes in its own time", async () => {
    platform.faults.slow("inventory", 200);
    const orderId = await shop.place();
    const answeredAt = Date.now();
    const { history } = await shop.untilStatus(orderId, "COMPLETED");
    expect(Date.parse(history[1]?.at ?? "")).toBeGreaterThan(answeredAt);
  });

  it("sends a reply, where one is needed, through a channel of its own", async () => {
    const orderId = await shop.complete();
    const answer = await everything.untilHeard(orderId, "InventoryReserved");
    const question = await everything.untilHeard(orderId, "OrderCreated");
    expect(answer).toMatchObject({ source: "/inventory", causationid: question.id });
  });
});

describe("Key characteristics", () => {
  it("couples loosely: an order needs nobody else at the moment in which it is placed", () =>
    withStopped(platform, allBut(platform, "order", "operations"), async () => {
      expect(await shop.untilStatus(await shop.place(), "PENDING")).toMatchObject({ settled: false });
    }));

  it("decouples in time: order and inventory never run at the same moment, and the order is confirmed", async () => {
    const orderId = await withStopped(platform, ["inventory"], async () => {
      const placed = await shop.place(ofSku("SKU-2", 5));
      await until(() => platform.bus.backlog("inventory").waiting > 0);
      await platform.stop("order");
      return placed;
    });
    await everything.untilHeard(orderId, "InventoryReserved");
    await withStopped(platform, ["inventory"], async () => {
      await platform.start("order");
      const { history } = await shop.untilStatus(orderId, "COMPLETED");
      expect(history[1]).toMatchObject({ status: "CONFIRMED", because: "stock-reserved" });
    });
  });

  it("is resilient: the failure of one service does not cascade", async () => {
    platform.faults.fail("notification", "OrderCreated");
    platform.faults.fail("analytics", "OrderCreated");
    platform.faults.fail("storefront", "OrderCreated");
    await shop.complete();
  });

  it("buffers a spike and works it off", async () => {
    const orderIds = await withStopped(platform, ["inventory"], () => shop.placeMany(200, ofSku("SKU-3")));
    await shop.untilAll(orderIds, "COMPLETED", { within: 20_000 });
    await until(async () => expect(await shop.stock("SKU-3")).toMatchObject({ available: 800, sold: 200 }));
  });
});

describe("The message broker", () => {
  it("routes each message to the consumers that want it, and to no others", async () => {
    await untilIdle(platform);
    const names = platform.list().map(({ name }) => name);
    const counts = () => Promise.all(names.map((name) => shop.handled(name, "OrderConfirmed")));
    const before = await counts();
    await shop.complete();
    await untilIdle(platform);
    const after = await counts();
    const reached = names.filter((_, at) => after[at] !== before[at]);
    expect(reached).toEqual(["loyalty", "notification", "operations", "storefront"]);
  });
});

describe("Step 1: the order is placed", () => {
  it("stores the order as PENDING and acknowledges it at once", () =>
    withStopped(platform, ["inventory"], async () => {
      const { status, body } = await shop.client.post<Accepted>("/orders", anOrder());
      expect([status, body.status]).toEqual([202, "PENDING"]);
      expect((await shop.order(body.orderId)).status).toBe("PENDING");
    }));

  it("publishes OrderCreated with order id, customer's e-mail and items", async () => {
    const orderId = await shop.place(
      anOrder({ customerEmail: "grace@example.com", items: [{ sku: "SKU-4", quantity: 6 }] }),
    );
    const { data } = await everything.untilHeard(orderId, "OrderCreated");
    expect(data).toMatchObject({
      orderId,
      customerEmail: "grace@example.com",
      orderDetails: { items: [{ sku: "SKU-4", quantity: 6 }] },
    });
  });
});

describe("Step 2: independent processing", () => {
  it("lets inventory check the stock, reserve it and say InventoryReserved", () =>
    withStopped(platform, ["billing"], async () => {
      const orderId = await shop.place(ofSku("SKU-5", 4));
      await everything.untilHeard(orderId, "InventoryReserved");
      expect(await shop.stock("SKU-5")).toMatchObject({ available: 996, reserved: 4 });
    }));

  it("lets notification send the thank-you mail without waiting for the stock", () =>
    withStopped(platform, ["inventory"], async () => {
      const orderId = await shop.place();
      expect((await shop.untilMailed(orderId, "order-received")).subject).toBe("Thank you for your order");
      expect((await shop.order(orderId)).status).toBe("PENDING");
    }));
});

describe("Step 3: completing the order", () => {
  it("turns PENDING into CONFIRMED when the stock is reserved", async () => {
    const { history } = await shop.untilStatus(await shop.place(), "COMPLETED");
    expect(history.map(({ status, because }) => [status, because]).slice(0, 2)).toEqual([
      ["PENDING", "placed"],
      ["CONFIRMED", "stock-reserved"],
    ]);
  });

  it("turns it into CANCELLED when there is a problem, and sends another mail", async () => {
    const orderId = await shop.place({
      ...ofSku("SKU-6"),
      items: [
        { sku: "SKU-6", quantity: 1_000 },
        { sku: "SKU-404", quantity: 1 },
      ],
    });
    expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "out-of-stock" });
    expect((await shop.untilMailed(orderId, "order-cancelled")).subject).toBe("Your order was cancelled");
    expect(await shop.mailKinds(orderId)).not.toContain("order-confirmed");
  });

  it("gives back what was taken when the problem comes later", async () => {
    const orderId = await shop.place({ ...ofSku("SKU-7", 3), ...DECLINED });
    expect(await shop.untilSettled(orderId)).toMatchObject({ status: "CANCELLED", reason: "payment-declined" });
    expect(await shop.stock("SKU-7")).toMatchObject({ available: 1_000, reserved: 0 });
  });
});

describe("Benefits", () => {
  it("is resilient: inventory is down, the mail goes out, and the order is confirmed when inventory is back", async () => {
    const orderId = await withStopped(platform, ["inventory"], async () => {
      const placed = await shop.place();
      await shop.untilMailed(placed, "order-received");
      return placed;
    });
    await shop.untilStatus(orderId, "COMPLETED");
  });

  it("performs: the answer does not grow with the work behind it", async () => {
    for (const name of allBut(platform, "order", "operations")) platform.faults.slow(name, 150);
    const start = performance.now();
    const orderIds = await shop.placeMany(20);
    const answered = performance.now() - start;
    await shop.untilAll(orderIds, "COMPLETED");
    expect(answered).toBeLessThan((performance.now() - start) / 2);
  });

  it("is flexible: a new service subscribes to OrderCreated, and no other service is changed", async () => {
    const declaration = defineService({
      name: "favourite",
      summary: "Counts which products are ordered, for a test.",
      reactions: { onOrderCreated: on(OrderCreated) },
      routes: {
        getCount: get("/favourites/:sku", { summary: "So often was it ordered.", reply: z.object({ count: z.int() }) }),
      },
      state: { ordered: counter() },
    });
    const favourite = implement(declaration, {
      reactions: {
        async onOrderCreated({ data }, { state }) {
          for (const { sku } of data.orderDetails.items) state.ordered.add(sku, 1);
          return [];
        },
      },
      routes: { getCount: async ({ params }, { state }) => ({ body: { count: await state.ordered.get(params.sku) } }) },
    });
    const extended = await startPlatform({ services: [...services, favourite] }, onTestFinished);
    const itsShop = new Shop(extended);
    await itsShop.complete();
    await until(async () => expect((await itsShop.client.get("/favourites/SKU-1")).body).toEqual({ count: 1 }));
  });
});
