// The third requirement text: a service asks others over an event bus, what is wrong with that, and the read model that does better.
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { ProblemBody } from "../kit/client.ts";
import { EventStream } from "../kit/event-stream.ts";
import { ofSku } from "../kit/orders.ts";
import { allBut, startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);
const everything = await EventStream.open(shop.administrator);
afterEach(() => platform.faults.clear());

const USER = "user-5678";
const orderId = await shop.complete(ofSku("SKU-2", 3));
await untilIdle(platform);
const ask = (timeout = 5_000) => shop.client.get<ProblemBody>(`/order-history/${USER}?via=events&timeout=${timeout}`);

/** The events of the last question over the bus, oldest first. */
function lastConversation() {
  const asked = everything.of("UserQueried").at(-1);
  const heard = everything.heard.map(({ event }) => event as CloudEvent<Record<string, unknown>>);
  return heard.filter(({ correlationid }) => correlationid === asked?.correlationid);
}

describe("Overview", () => {
  it("is a hub: services publish to it and hear from it, and never call each other", async () => {
    const { body } = await shop.client.get<{ edges: { event: string; from: string; to: string }[] }>("/topology");
    const talk = body.edges.filter(({ event }) => event.startsWith("UserQuer"));
    expect(talk).toEqual(
      expect.arrayContaining([
        { event: "UserQueried", from: "storefront", to: "user" },
        { event: "UserQueryAnswered", from: "user", to: "storefront" },
      ]),
    );
  });

  it("carries small, self-contained events with data and metadata", async () => {
    await everything.untilHeard(orderId, "OrderCompleted");
    for (const event of everything.about(orderId)) {
      expect(event).toMatchObject({ specversion: "1.0", id: expect.any(String), subject: expect.any(String) });
      expect(event).toMatchObject({
        source: expect.stringMatching(/^\//),
        time: expect.any(String),
        data: { orderId },
      });
      expect(JSON.stringify(event).length).toBeLessThan(4_096);
    }
  });
});

describe("How it works", () => {
  it("1. shows the products that a user has ordered", async () => {
    const { name } = await shop.product("SKU-2");
    const history = await shop.history(USER, "?via=events");
    expect(history).toMatchObject({ userId: USER, name: "Ada Example" });
    expect(history.orders).toMatchObject([
      { orderId, status: "COMPLETED", items: [{ sku: "SKU-2", name, quantity: 3 }] },
    ]);
  });

  it("2.-5. asks for the user by an event with the id, which user answers by an event with the data", async () => {
    await ask();
    await until(() => lastConversation().length === 6);
    const [asked, answered] = ["UserQueried", "UserQueryAnswered"].map((name) =>
      lastConversation().find(({ type }) => type === name),
    );
    expect(asked).toMatchObject({ source: "/storefront", data: { userId: USER } });
    expect(answered).toMatchObject({ source: "/user", causationid: asked?.id, data: { name: "Ada Example" } });
    expect(answered?.data).toMatchObject({ queryId: asked?.data["queryId"] });
  });

  it("6. repeats that for the orders and for the products", async () => {
    await ask();
    await until(() => lastConversation().length === 6);
    const steps = lastConversation().map(({ type, source }) => `${source} ${type}`);
    expect(steps).toEqual(
      expect.arrayContaining([
        "/storefront OrdersQueried",
        "/order OrdersQueryAnswered",
        "/storefront ProductsQueried",
        "/product ProductsQueryAnswered",
      ]),
    );
    expect(steps.at(-1)).toBe("/product ProductsQueryAnswered");
  });
});

describe("Downsides", () => {
  it("1. is complex to follow, so that all events of one request carry the same correlation and trace", async () => {
    await ask();
    await until(() => lastConversation().length === 6);
    const traces = lastConversation().map(({ traceparent }) => traceparent.split("-")[1]);
    expect(new Set(traces).size).toBe(1);
  });

  it.each(["user", "order", "product"])("2. depends on %s, and says so when it does not answer", (away) =>
    withStopped(platform, [away], async () => {
      const { status, body } = await ask(150);
      expect(status).toBe(504);
      expect(body).toMatchObject({ code: "answer-missing", service: away });
    }),
  );

  it("2. fails when a service fails to process the event", async () => {
    platform.faults.fail("user", "UserQueried");
    expect((await ask(150)).body).toMatchObject({ code: "answer-missing", service: "user" });
  });

  it("3. takes as long as the slowest", async () => {
    platform.faults.slow("product", 400);
    const start = performance.now();
    expect((await ask()).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(395);
  });

  it("4. makes a web of dependencies, which the platform draws", async () => {
    const { body } = await shop.client.get<{ causes: { service: string; event: string; emits: string[] }[] }>(
      "/topology",
    );
    expect(body.causes).toContainEqual({ service: "user", event: "UserQueried", emits: ["UserQueryAnswered"] });
    expect(body.causes).toContainEqual({ service: "order", event: "OrdersQueried", emits: ["OrdersQueryAnswered"] });
    expect((await shop.client.get("/topology?format=mermaid")).body).toContain("UserQueried");
  });

  it("5. has the bus as its single point of failure; what was accepted is done when it is back", async () => {
    onTestFinished(() => void (platform.bus.isAway = false));
    platform.bus.isAway = true;
    expect((await ask(150)).body).toMatchObject({ code: "answer-missing" });
    const accepted = await shop.place();
    expect((await shop.history(USER)).orders).toHaveLength(1);
    platform.bus.isAway = false;
    await shop.untilStatus(accepted, "COMPLETED");
  });
});

describe("The more effective method", () => {
  it("gives the same answer from a read model", async () => {
    await untilIdle(platform);
    expect(await shop.history(USER)).toEqual(await shop.history(USER, "?via=events"));
  });

  it("answers alone, while every other service is away", () =>
    withStopped(platform, allBut(platform, "storefront"), async () => {
      const history = await shop.history(USER);
      expect(history.name).toBe("Ada Example");
      expect(history.orders.map((order) => order.orderId)).toContain(orderId);
    }));

  it("follows what happens: a new order and its end appear by themselves", async () => {
    const fresh = await shop.place(ofSku("SKU-4"));
    const listed = async () => (await shop.history(USER)).orders.find((order) => order.orderId === fresh);
    const { name, unitPrice } = await shop.product("SKU-4");
    await until(async () => expect(await listed()).toMatchObject({ status: "COMPLETED", total: unitPrice }));
    expect((await listed())?.items).toEqual([{ sku: "SKU-4", name, quantity: 1 }]);
  });
});
