// GET /events: what happens, as it happens, for everybody who wants to look.
import { expect, it, onTestFinished } from "vitest";
import type { Client } from "../kit/client.ts";
import { EventStream } from "../kit/event-stream.ts";
import { anOrder } from "../kit/orders.ts";
import { GIVES_UP_SOON, startPlatform, untilIdle } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);

async function open(client: Client, query = ""): Promise<EventStream> {
  const stream = await EventStream.open(client, query);
  onTestFinished(() => stream.close());
  return stream;
}
const from = (id: string | undefined): Client => shop.client.with({ "last-event-id": id ?? "" });

it("tells of every event of an order as it happens", async () => {
  const stream = await open(shop.client);
  const orderId = await shop.complete();
  await stream.untilHeard(orderId, "OrderCompleted");
  await stream.untilHeard(orderId, "PointsEarned");
  const types = [
    "OrderCreated",
    "InventoryReserved",
    "OrderConfirmed",
    "OrderPriced",
    "PaymentCaptured",
    "ShipmentCreated",
  ];
  expect(stream.typesAbout(orderId)).toEqual(expect.arrayContaining(types));
});

it("is made of server-sent events that no cache keeps", async () => {
  const abort = new AbortController();
  const { status, headers } = await fetch(`${platform.url}/events`, { signal: abort.signal });
  abort.abort();
  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "text/event-stream",
    "no-store",
  ]);
});

it("starts now, or with from=start at the oldest event that is kept", async () => {
  const orderId = await shop.complete();
  await untilIdle(platform);
  const [fresh, whole] = [await open(shop.client), await open(shop.client, "?from=start")];
  await whole.untilHeard(orderId, "OrderCompleted");
  const next = await shop.complete();
  await fresh.untilHeard(next, "OrderCompleted");
  expect(fresh.about(orderId)).toEqual([]);
});

it("tells of one order only, when that is asked for", async () => {
  const orderId = await shop.place();
  const stream = await open(shop.client, `?orderId=${orderId}&from=start`);
  await shop.complete();
  await stream.untilHeard(orderId, "OrderCompleted");
  expect(stream.heard.length).toBe(stream.about(orderId).length);
});

it("goes on after Last-Event-ID: nothing is missed, nothing comes twice", async () => {
  const first = await open(shop.client, "?from=start");
  await first.untilHeard(await shop.complete(), "OrderCompleted");
  await first.close();
  const seen = first.heard.map(({ id }) => Number(id));
  const missed = await shop.complete();
  const second = await open(from(first.heard.at(-1)?.id));
  await second.untilHeard(missed, "OrderCompleted");
  const all = [...seen, ...second.heard.map(({ id }) => Number(id))];
  expect(all).toEqual(Array.from(all, (_, at) => at + 1));
});

it("goes on after a cursor in the address too, for who cannot send the header; the header counts more", async () => {
  const first = await open(shop.client, "?from=start");
  await first.untilHeard(await shop.complete(), "OrderCompleted");
  await untilIdle(platform);
  const [start, end] = [first.heard[0]?.id, first.heard.at(-1)?.id];
  const [byAddress, byHeader] = [await open(shop.client, `?after=${start}`), await open(from(end), `?after=${start}`)];
  await byAddress.untilHeard(await shop.complete(), "OrderCompleted");
  await until(() => byHeader.heard.length > 0);
  expect(Number(byAddress.heard[0]?.id)).toBe(Number(start) + 1);
  expect(Number(byHeader.heard[0]?.id)).toBeGreaterThan(Number(end));
});

it.each(["9999999", "-1", "nonsense", "1e400", ""])("survives a Last-Event-ID that was never given: %j", async (id) => {
  const stream = await open(from(id));
  const orderId = await shop.complete();
  await stream.untilHeard(orderId, "OrderCompleted");
});

it("hides what is personal from everybody but the administrator", async () => {
  const [publicly, privately] = [await open(shop.client), await open(shop.administrator)];
  const order = anOrder({ customerEmail: "secret@example.com" });
  const orderId = await shop.complete(order);
  const hidden = await publicly.untilHeard(orderId, "OrderCreated");
  const shown = await privately.untilHeard(orderId, "OrderCreated");
  expect(shown.data).toMatchObject({ customerEmail: "secret@example.com", shippingAddress: order.shippingAddress });
  expect(hidden.data).toMatchObject({ orderId, customerEmail: "***", paymentToken: "***", shippingAddress: "***" });
  await publicly.untilHeard(orderId, "OrderCompleted");
  expect(JSON.stringify(publicly.heard)).not.toContain("secret@example.com");
  expect(JSON.stringify(publicly.heard)).not.toContain(order.shippingAddress?.line1);
});

it("tells of dead letters, and hides what is personal in them too", async () => {
  const failing = await startPlatform({ limits: GIVES_UP_SOON }, onTestFinished);
  const itsShop = new Shop(failing);
  const stream = await open(itsShop.client);
  failing.faults.fail("analytics", "OrderCreated", "secret@example.com cannot be counted.");
  const orderId = await itsShop.place(anOrder({ customerEmail: "secret@example.com" }));
  await until(() => stream.of("analytics.dead-letter").length > 0);
  const [letter] = stream.of("analytics.dead-letter");
  const event = { subject: orderId, data: { customerEmail: "***" } };
  expect(letter?.data).toMatchObject({ service: "analytics", event });
  expect(JSON.stringify(letter)).not.toContain("secret@example.com");
});

it("ends when operations is stopped, and the client goes on when it is back", async () => {
  const stream = await open(shop.client, "?from=start");
  await stream.untilHeard(await shop.complete(), "OrderCompleted");
  await platform.stop("operations");
  await stream.ended;
  const meanwhile = await shop.complete();
  await platform.start("operations");
  const again = await open(from(stream.heard.at(-1)?.id));
  await again.untilHeard(meanwhile, "OrderCompleted");
});

it.each(["?orderId=1", "?from=yesterday", "?after=yesterday"])(
  "refuses a question that makes no sense: %s",
  async (query) => {
    expect(await shop.client.get(`/events${query}`)).toMatchObject({ status: 422, body: { code: "request-invalid" } });
  },
);

it("does not keep a stream that nobody reads any more", async () => {
  const abort = new AbortController();
  const response = await fetch(`${platform.url}/events`, { signal: abort.signal });
  abort.abort();
  await expect(response.text()).rejects.toThrow();
  await shop.complete();
});
