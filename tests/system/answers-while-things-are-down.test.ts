// Customers are answered while services, the mail server or the bus's consumers are away, hang or are slow.
import { describe, expect, it, onTestFinished } from "vitest";
import type { ProblemBody } from "../kit/client.ts";
import { anOrder, ofSku } from "../kit/orders.ts";
import { startPlatform, withStopped } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { startMailServer, startSilentServer } from "../kit/smtp-server.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);

describe("Inventory is away", () => {
  it("answers at once, sends the thank-you mail, leaves the order PENDING, and confirms it after the return", async () => {
    const orderId = await withStopped(platform, ["inventory"], async () => {
      const placed = await shop.place();
      const mail = await shop.untilMailed(placed, "order-received");
      expect(mail.to).toBe(anOrder().customerEmail);
      expect(await shop.order(placed)).toMatchObject({ status: "PENDING", settled: false });
      return placed;
    });
    const { history } = await shop.untilStatus(orderId, "COMPLETED");
    expect(history.map(({ status }) => status)).toEqual(["PENDING", "CONFIRMED", "COMPLETED"]);
  });

  it("says which service is not running to whoever asks it directly, and when to come back", () =>
    withStopped(platform, ["inventory"], async () => {
      const { status, headers, body } = await shop.client.get("/inventory/SKU-1");
      expect([status, headers.get("retry-after")]).toEqual([503, "1"]);
      expect(body).toMatchObject({ code: "service-stopped", service: "inventory" });
    }));

  it("is stopped and started by an operator, over HTTP", async () => {
    expect((await shop.client.post("/services/inventory/stop")).status).toBe(401);
    expect(await shop.administrator.post("/services/inventory/stop")).toMatchObject({ body: { state: "stopped" } });
    const orderId = await shop.place();
    expect((await shop.client.get("/inventory/SKU-1")).status).toBe(503);
    expect(await shop.administrator.post("/services/inventory/start")).toMatchObject({ body: { state: "running" } });
    await shop.untilStatus(orderId, "COMPLETED");
  });

  it("does not matter which of the others is away: the order is accepted and ends when it is back", async () => {
    for (const away of ["pricing", "billing", "shipping", "loyalty", "notification", "analytics", "storefront"]) {
      const orderId = await withStopped(platform, [away], () => shop.place());
      await shop.untilStatus(orderId, "COMPLETED");
    }
  });
});

describe("The mail server hangs", () => {
  it("makes nothing but mail late; when a server is there again, every mail arrives exactly once", async () => {
    const silent = await startSilentServer();
    const environment = { SMTP_URL: `smtp://127.0.0.1:${silent.port}`, SMTP_TIMEOUT_MS: "500" };
    const late = await startPlatform({ environment }, onTestFinished);
    const itsShop = new Shop(late);

    const orderIds = await itsShop.placeMany(10, ofSku("SKU-1"));
    await itsShop.untilAll(orderIds, "COMPLETED");
    await until(async () => expect(await itsShop.stock("SKU-1")).toMatchObject({ reserved: 0, sold: 10 }));
    await until(async () => expect((await itsShop.summary()).ordersCompleted).toBe(10));
    for (const orderId of orderIds) {
      expect((await itsShop.shipment(orderId)).status).toBe("CREATED");
      expect(await itsShop.mails(orderId)).toEqual([]);
    }
    await until(() => silent.connections > 0);
    await until(async () => (await itsShop.handled("notification", "OrderCreated", "retried")) > 0);

    await silent.close();
    const server = await startMailServer(silent.port);
    onTestFinished(() => server.close());
    const kinds = ["order-received", "order-confirmed", "order-completed"];
    const expected = orderIds.flatMap((orderId) => kinds.map((kind) => `<${orderId}.${kind}@millrace>`));
    for (const orderId of orderIds)
      await until(async () => expect(await itsShop.mailKinds(orderId)).toEqual(kinds.toSorted()), { within: 15_000 });
    expect(server.messageIds.toSorted()).toEqual(expected.toSorted());
    expect(await itsShop.deadLetters()).toEqual([]);
  });
});

describe("Product is slow", () => {
  const slowness = 700;
  const user = "user-5678";
  const view = (query = "") => shop.client.get<ProblemBody>(`/order-history/${user}${query}`);

  async function withSlowProduct(work: () => Promise<void>): Promise<void> {
    await shop.complete();
    platform.faults.slow("product", slowness);
    try {
      await work();
    } finally {
      platform.faults.clear();
    }
  }
  async function timed<T>(work: Promise<T>): Promise<[T, number]> {
    const start = performance.now();
    return [await work, performance.now() - start];
  }

  it("says 504 and names product, when it is asked over the bus with less patience than that", () =>
    withSlowProduct(async () => {
      const { status, body } = await view("?via=events&timeout=150");
      expect(status).toBe(504);
      expect(body).toMatchObject({ code: "answer-missing", service: "product" });
    }));

  it("takes as long as product does, when it is asked over the bus with patience", () =>
    withSlowProduct(async () => {
      const [{ status }, took] = await timed(view("?via=events"));
      expect(status).toBe(200);
      expect(took).toBeGreaterThanOrEqual(slowness - 5);
    }));

  it("answers from the read model long before that", () =>
    withSlowProduct(async () => {
      const [{ status, body }, took] = await timed(view());
      expect(status).toBe(200);
      expect(took).toBeLessThan(slowness);
      platform.faults.clear();
      expect((await view("?via=events")).body).toEqual(body);
    }));

  it("still accepts, confirms and completes orders", () => withSlowProduct(async () => void (await shop.complete())));
});
