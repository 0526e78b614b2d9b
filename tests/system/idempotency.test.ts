// Idempotency-Key: the same request, sent again for whatever reason, is the same order.
import { expect, it } from "vitest";
import type { Client, ProblemBody } from "../kit/client.ts";
import { anOrder, ofSku } from "../kit/orders.ts";
import { startPlatform, untilIdle, withStopped } from "../kit/platform.ts";
import { startReplica } from "../kit/replica.ts";
import { type Accepted, Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const platform = await startPlatform();
const shop = new Shop(platform);

let keys = 0;
const withKey = (key = `key-${++keys}`): Client => shop.client.with({ "idempotency-key": key });
const problemOf = ({ body }: { body: Accepted | ProblemBody }) => ("code" in body ? body.code : undefined);

it("gives the same answer to the same key and body, and makes one order", async () => {
  const before = (await shop.summary()).ordersCreated;
  const client = withKey();
  const [first, second] = [await client.post<Accepted>("/orders", anOrder()), await client.post("/orders", anOrder())];
  expect(first.status).toBe(202);
  expect(second).toMatchObject({ status: 202, body: first.body });
  expect(second.headers.get("location")).toBe(first.headers.get("location"));
  await shop.untilStatus(first.body.orderId, "COMPLETED");
  await untilIdle(platform);
  expect((await shop.summary()).ordersCreated).toBe(before + 1);
});

it("does not care in which order the fields stand", async () => {
  const client = withKey();
  const reversed = Object.fromEntries(Object.entries(anOrder()).toReversed());
  const first = await client.post("/orders", anOrder());
  expect((await client.post("/orders", reversed)).body).toEqual(first.body);
});

it("refuses the same key with another body", async () => {
  const client = withKey();
  expect((await client.post("/orders", ofSku("SKU-1"))).status).toBe(202);
  const other = await client.post("/orders", ofSku("SKU-2"));
  expect(other).toMatchObject({ status: 422, body: { code: "idempotency-key-reused" } });
});

it("takes another key as another order", async () => {
  const answers = await Promise.all(
    [withKey(), withKey()].map((client) => client.post<Accepted>("/orders", anOrder())),
  );
  expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(2);
});

it("makes exactly one order of many requests at once; some may be told that it is still running", async () => {
  await untilIdle(platform);
  const before = (await shop.summary()).ordersCreated;
  const client = withKey();
  const sending = Array.from({ length: 30 }, () => client.post<Accepted | ProblemBody>("/orders", anOrder()));
  const answers = await Promise.all(sending);
  const accepted = answers.filter(({ status }) => status === 202);
  const refused = answers.filter(({ status }) => status === 409);
  expect(accepted.length + refused.length).toBe(30);
  expect(new Set(accepted.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  expect(new Set(refused.map(problemOf))).toEqual(new Set(refused.length > 0 ? ["request-in-progress"] : []));
  for (const { headers } of refused) expect(headers.get("retry-after")).toBe("1");
  const last = await client.post<Accepted>("/orders", anOrder());
  expect(last.status).toBe(202);
  await shop.untilStatus(last.body.orderId, "COMPLETED");
  await untilIdle(platform);
  expect((await shop.summary()).ordersCreated).toBe(before + 1);
});

it("remembers the key when the service is stopped and started", async () => {
  const client = withKey();
  const first = await client.post("/orders", anOrder());
  await withStopped(platform, ["order"], async () => {
    expect(await client.post("/orders", anOrder())).toMatchObject({ status: 503, body: { code: "service-stopped" } });
  });
  expect((await client.post("/orders", anOrder())).body).toEqual(first.body);
});

it("knows the key on every replica", async () => {
  const replica = await startReplica(platform, "order");
  const client = withKey("shared-key");
  const { body } = await client.post("/orders", anOrder());
  const answer = await replica.answer("createOrder", {
    params: {},
    query: {},
    body: anOrder(),
    headers: { "idempotency-key": "shared-key" },
    caller: { kind: "anonymous" },
    signal: new AbortController().signal,
  });
  expect(answer.body).toEqual(body);
});

it("lets a key be used again after a request that was refused", async () => {
  const client = withKey();
  expect((await client.post("/orders", { ...anOrder(), items: [] })).status).toBe(422);
  expect((await client.post("/orders", anOrder())).status).toBe(202);
});

it.each(["", "two words", "caf\u00e9", "x".repeat(256)])("refuses a key that is none: %j", async (key) => {
  await untilIdle(platform);
  const before = await shop.summary();
  const { status, body } = await withKey(key).post<ProblemBody>("/orders", anOrder());
  expect(status).toBe(422);
  expect(body.errors?.map(({ field }) => field)).toEqual(["Idempotency-Key"]);
  await untilIdle(platform);
  expect(await shop.summary()).toEqual(before);
});

it("counts for checkouts too: a basket is checked out once", async () => {
  await shop.putIntoBasket("twice", "SKU-3", 1);
  const client = withKey();
  const body = { customerEmail: "ada@example.com" };
  const first = await client.post<Accepted>("/baskets/twice/checkout", body);
  expect(first.status).toBe(202);
  expect(await client.post("/baskets/twice/checkout", body)).toMatchObject({ status: 202, body: first.body });
  await until(async () => expect((await shop.stock("SKU-3")).sold).toBe(1));
  expect((await shop.stock("SKU-3")).available).toBe(999);
});
