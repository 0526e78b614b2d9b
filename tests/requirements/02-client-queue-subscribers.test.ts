// The second requirement text: from a client through queues to subscribers. What it says about AMQP, Kafka and RabbitMQ is tested with real brokers.
import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { InventoryReserved, OrderCreated, OrderPriced } from "#contracts/events/index.ts";
import { newRealId } from "#platform/runtime/ids.ts";
import { EventStream } from "../kit/event-stream.ts";
import { anEvent, permutations } from "../kit/events.ts";
import { allBut, GIVES_UP_SOON, startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { type Accepted, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const everything = await EventStream.open(shop.administrator);
afterEach(() => platform.faults.clear());

let users = 0;
/** A customer with something in the basket. */
async function aCustomer(sku = "SKU-1", quantity = 2): Promise<string> {
  const userId = `customer-${++users}`;
  await shop.putIntoBasket(userId, sku, quantity);
  return userId;
}

describe("Key concepts", () => {
  it("sends a request without waiting for what it leads to", async () => {
    const userId = await aCustomer();
    await withStopped(platform, allBut(platform, "basket", "operations"), async () => {
      const path = `/baskets/${userId}/checkout`;
      const { status, body } = await shop.client.post<Accepted>(path, { customerEmail: "ada@example.com" });
      expect(status).toBe(202);
      expect(body).toEqual({ orderId: expect.any(String), status: "PENDING", message: "Order accepted" });
    });
  });

  it("does not block the client, which can do other things at once", () =>
    withStopped(platform, ["product"], async () => {
      const userId = await aCustomer();
      const first = await shop.checkOut(userId);
      await shop.putIntoBasket(userId, "SKU-2", 1);
      const second = await shop.checkOut(userId);
      expect(second).not.toBe(first);
      expect(await shop.basket(userId)).toEqual([]);
      expect((await shop.client.get(`/orders/${first}`)).body).toMatchObject({ code: "order-not-yet-known" });
    }));

  it("adds the message to a queue, from which the subscriber takes it when it comes", async () => {
    const orderIds = await withStopped(platform, ["product"], async () => {
      const customers = await Promise.all([aCustomer(), aCustomer(), aCustomer()]);
      const placed = await Promise.all(customers.map((userId) => shop.checkOut(userId)));
      await until(() => platform.bus.backlog("product").waiting >= 3);
      return placed;
    });
    await shop.untilAll(orderIds, "COMPLETED");
  });

  it("lets no subscriber wait for a response: the order exists while pricing is away", async () => {
    const userId = await aCustomer();
    const orderId = await withStopped(platform, ["pricing"], async () => {
      const placed = await shop.checkOut(userId);
      await shop.untilStatus(placed, "CONFIRMED");
      return placed;
    });
    await shop.untilStatus(orderId, "COMPLETED");
  });
});

describe("Workflow", () => {
  it("1. takes the client's request in basket and empties the basket", async () => {
    const userId = await aCustomer("SKU-3", 5);
    expect(await shop.basket(userId)).toEqual([{ sku: "SKU-3", quantity: 5 }]);
    const orderId = await shop.checkOut(userId);
    expect(await shop.basket(userId)).toEqual([]);
    expect((await shop.untilStatus(orderId, "COMPLETED")).items).toEqual([{ sku: "SKU-3", quantity: 5 }]);
  });

  it("2. places it in a queue instead of calling product", async () => {
    const orderId = await shop.checkOut(await aCustomer());
    expect(await everything.untilHeard(orderId, "BasketCheckedOut")).toMatchObject({ source: "/basket" });
  });

  it("3. lets product process it from the queue", async () => {
    const before = await shop.handled("product", "BasketCheckedOut");
    await shop.untilStatus(await shop.checkOut(await aCustomer()), "COMPLETED");
    expect(await shop.handled("product", "BasketCheckedOut")).toBe(before + 1);
  });

  it("4. lets product place a message with names and prices in the next queue", async () => {
    const orderId = await shop.checkOut(await aCustomer("SKU-4", 2));
    const { name, unitPrice } = await shop.product("SKU-4");
    const event = await everything.untilHeard(orderId, "ProductsResolved");
    expect(event).toMatchObject({
      source: "/product",
      data: { lines: [{ sku: "SKU-4", quantity: 2, name, unitPrice }] },
    });
  });

  it("5. lets pricing and order consume that message independently", async () => {
    const orderId = await shop.checkOut(await aCustomer());
    const [resolved, priced, created] = await Promise.all(
      ["ProductsResolved", "OrderPriced", "OrderCreated"].map((type) => everything.untilHeard(orderId, type)),
    );
    expect(priced).toMatchObject({ source: "/pricing", causationid: resolved?.id });
    expect(created).toMatchObject({ source: "/order", causationid: resolved?.id });
  });

  it("5. lets pricing answer also while order is away", async () => {
    const orderId = await withStopped(platform, ["order"], async () => {
      const placed = await shop.checkOut(await aCustomer());
      await everything.untilHeard(placed, "OrderPriced");
      return placed;
    });
    await shop.untilStatus(orderId, "COMPLETED");
  });
});

describe("Characteristics", () => {
  it("is not constrained by response times: a slow product delays no checkout", async () => {
    const customers = await Promise.all(Array.from({ length: 30 }, () => aCustomer()));
    platform.faults.slow("product", 400);
    const orderIds = await Promise.all(customers.map((userId) => shop.checkOut(userId)));
    const answeredAt = Date.now();
    const orders = await shop.untilAll(orderIds, "COMPLETED");
    for (const { history } of orders) expect(Date.parse(history[0]?.at ?? "")).toBeGreaterThan(answeredAt);
  });

  it("decouples services: none imports another", () => {
    const root = new URL("../../services/", import.meta.url);
    const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const foreign = folders.flatMap(({ name }) =>
      readdirSync(new URL(`${name}/`, root), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".ts"))
        .filter((file) => {
          const text = readFileSync(new URL(`${name}/${file}`, root), "utf8");
          const up = "../".repeat(file.split("/").length);
          // The generated list of declarations is plain data; the service that observes all is handed it by its main.ts.
          const imports = file === "main.ts" ? text.replace("#services/declarations.ts", "") : text;
          return imports.includes("#services/") || text.includes(`from "${up}`);
        }),
    );
    expect(folders.length).toBeGreaterThanOrEqual(13);
    expect(foreign).toEqual([]);
  });
});

describe("Use cases", () => {
  it("triggers further actions by events: order processing and mails", async () => {
    const orderId = await shop.checkOut(await aCustomer(), { customerEmail: "grace@example.com" });
    await shop.untilStatus(orderId, "COMPLETED");
    expect((await shop.untilMailed(orderId, "order-completed")).to).toBe("grace@example.com");
  });

  it("takes a high load without blocking: 200 checkouts at once are all accepted and all finished", async () => {
    const customers = await Promise.all(Array.from({ length: 200 }, () => aCustomer("SKU-5", 1)));
    const orderIds = await Promise.all(customers.map((userId) => shop.checkOut(userId)));
    await shop.untilAll(orderIds, "COMPLETED", { within: 20_000 });
    await until(async () => expect((await shop.stock("SKU-5")).sold).toBe(200));
  });
});

describe("Considerations", () => {
  it("does not depend on the order of messages: every permutation ends in the same charge", async () => {
    const [created, reserved, priced] = [OrderCreated, InventoryReserved, OrderPriced].map((type) => type.example);
    const charges = permutations([0, 1, 2]).map(async (sequence) => {
      const orderId = newRealId();
      const events = [
        anEvent(OrderCreated, { ...(created as typeof OrderCreated.example), orderId }),
        anEvent(InventoryReserved, { ...(reserved as typeof InventoryReserved.example), orderId }),
        anEvent(OrderPriced, { ...(priced as typeof OrderPriced.example), orderId }),
      ];
      for (const at of sequence) await platform.bus.publish(events.slice(at, at + 1));
      const payment = await until(() => shop.payment(orderId));
      return [payment.status, payment.amount];
    });
    expect(new Set((await Promise.all(charges)).map(String))).toEqual(
      new Set([`CAPTURED,${OrderPriced.example.total}`]),
    );
  });

  it("retries what fails, and gives the basket back when the products turn out not to exist", async () => {
    platform.faults.fail("product", "BasketCheckedOut");
    const userId = await aCustomer("NO-SUCH-THING", 3);
    const orderId = await shop.checkOut(userId);
    await until(async () => (await shop.handled("product", "BasketCheckedOut", "retried")) > 0);
    platform.faults.clear();
    const order = await until(() => shop.order(orderId));
    expect(order).toMatchObject({ status: "CANCELLED", reason: "unknown-products" });
    await until(async () => expect(await shop.basket(userId)).toEqual([{ sku: "NO-SUCH-THING", quantity: 3 }]));
  });

  it("can be monitored: what fails shows in the measurements of the service that fails", async () => {
    const failing = await startPlatform({ limits: GIVES_UP_SOON }, onTestFinished);
    const itsShop = new Shop(failing);
    failing.faults.fail("product", "BasketCheckedOut");
    await itsShop.putIntoBasket("somebody", "SKU-1");
    await itsShop.checkOut("somebody");
    await until(async () => (await itsShop.handled("product", "BasketCheckedOut", "deadLettered")) === 1);
    expect(await itsShop.handled("product", "BasketCheckedOut", "retried")).toBe(2);
    await untilIdle(failing);
  });
});
