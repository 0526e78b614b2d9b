// Nobody but the administrator finds a customer's address, name or token: not in logs, figures, traces, timelines or the stream of events.
import { expect, it } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { implement } from "#platform/declare/implementation.ts";
import { on } from "#platform/declare/reaction.ts";
import { post } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { loggerTo } from "#platform/runtime/log.ts";
import { services } from "#services/all.ts";
import { EventStream } from "../kit/event-stream.ts";
import { ADDRESS, anOrder } from "../kit/orders.ts";
import { GIVES_UP_SOON, startPlatform } from "../kit/platform.ts";
import { Shop } from "../kit/shop.ts";

/** A service whose errors quote all that it knows. */
const gossip = implement(
  defineService({
    name: "gossip",
    summary: "Fails, and says too much about it, for a test.",
    reactions: { onOrderCreated: on(OrderCreated) },
    routes: { tell: post("/gossip", { summary: "Fails.", body: OrderCreated.schema }) },
  }),
  {
    reactions: {
      async onOrderCreated({ data }) {
        throw new Error(`Cannot serve ${JSON.stringify(data)}.`);
      },
    },
    routes: {
      async tell({ body }) {
        throw new Error(`Cannot tell ${JSON.stringify(body)} to ${body.customerEmail}.`);
      },
    },
  },
);
const SECRETS = ["ada@example.com", ADDRESS.name, ADDRESS.line1, ADDRESS.postalCode, "tok_ok"];

const lines: string[] = [];
const log = loggerTo({ write: (line) => void lines.push(line) }, "info");
const platform = await startPlatform({ limits: GIVES_UP_SOON, services: [...services, gossip], log });
const shop = new Shop(platform);

it("is kept by every place that anybody can look at", async () => {
  const stream = await EventStream.open(shop.client);
  const orderId = await shop.place(anOrder());
  const letter = await shop.untilDeadLetter(orderId);
  await stream.untilHeard(orderId, "OrderCreated");
  await stream.close();
  // The administrator finds it, so it was there to be told.
  expect(JSON.stringify(letter)).toContain(ADDRESS.line1);
  const told = lines
    .filter((line) => line.includes(orderId))
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told.map(({ msg }) => msg)).toEqual([
    "An event could not be handled; it is tried again.",
    "An event is now a dead letter.",
  ]);
  expect(told[0]).toMatchObject({ service: "gossip", topic: "OrderCreated", eventId: letter.eventId, orderId });
  const timeline = await shop.client.get<{ spans: unknown[] }>(`/timelines/${orderId}`);
  expect(timeline.body.spans.length).toBeGreaterThan(10);
  const places = {
    log: lines.join("\n"),
    stream: JSON.stringify(stream.heard),
    timeline: JSON.stringify(timeline.body),
    metrics: (await shop.client.get<string>("/metrics")).body,
    figures: JSON.stringify((await shop.client.get("/services/figures")).body),
  };
  for (const [place, text] of Object.entries(places))
    for (const secret of SECRETS) expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
  expect((await shop.client.get("/dead-letters")).status).toBe(401);
});

it("is kept by the log when a request fails whose error quotes what was sent", async () => {
  const before = lines.length;
  const body = {
    ...OrderCreated.example,
    customerEmail: "ada@example.com",
    shippingAddress: ADDRESS,
    paymentToken: "tok_ok",
  };
  expect((await shop.client.post("/gossip", body)).status).toBe(500);
  const [line = ""] = lines.slice(before).filter((each) => each.includes("A request failed."));
  expect(JSON.parse(line)).toMatchObject({ service: "gossip", path: "/gossip", traceId: expect.any(String) as string });
  for (const secret of SECRETS) expect(line.includes(secret), secret).toBe(false);
});

it("leaves an order with its trace: each step of each service below the one that it follows from", async () => {
  const orderId = await shop.complete();
  const { body } = await shop.client.get<{
    spans: { spanId: string; parentSpanId?: string; name: string; service: string }[];
  }>(`/timelines/${orderId}`);
  const ids = new Set(body.spans.map(({ spanId }) => spanId));
  const roots = body.spans.filter(({ parentSpanId = "" }) => !ids.has(parentSpanId));
  expect(roots.map(({ name }) => name)).toEqual(["POST /orders"]);
  expect(body.spans.map(({ service, name }) => `${service}: ${name}`)).toEqual(
    expect.arrayContaining([
      "order: create OrderCreated",
      "inventory: process OrderCreated",
      "order: create OrderCompleted",
    ]),
  );
});
