import { expect, test } from "vitest";
import { DAY, SECOND } from "../../declare/duration.ts";
import { aCommit } from "../testing/an-event.ts";
import { type Surroundings, surroundings } from "../testing/mill.ts";
import { IdempotencyKey, type StoredReply } from "./idempotency.ts";

const REPLY: StoredReply = { status: 202, headers: { location: "/orders/1" }, body: { orderId: "1" } };
const BODY = { userId: "ada", items: [{ sku: "A", quantity: 1 }] };

const keyIn = (
  { store }: Surroundings,
  {
    route = "createOrder",
    key = "key-1",
    params = {},
    body = BODY,
  }: Partial<Record<"route" | "key", string>> & Partial<Record<"params" | "body", object>> = {},
) => new IdempotencyKey({ store, keepFor: DAY }, route, key, params, body);
const finish = ({ store }: Surroundings, key: IdempotencyKey) =>
  store.commit(aCommit({ writes: [key.answered(REPLY)] }));

test("the first with a key does the work, and later ones get its answer", async () => {
  const around = surroundings();
  const key = keyIn(around);
  expect(await key.claim()).toBeUndefined();
  await finish(around, key);
  expect(await keyIn(around).claim()).toEqual(REPLY);
});

test("while the first is still running, the same key is refused for a moment", async () => {
  const around = surroundings();
  await keyIn(around).claim();
  await expect(keyIn(around).claim()).rejects.toMatchObject({
    code: "request-in-progress",
    details: { retryAfter: 1 },
  });
});

test("of several that come at once one does the work", async () => {
  const around = surroundings();
  const claims = await Promise.allSettled([1, 2, 3, 4].map(() => keyIn(around).claim()));
  expect(claims.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const claim of claims)
    if (claim.status === "rejected") expect(claim.reason).toMatchObject({ code: "request-in-progress" });
});

test("the same key for another body is refused; for another thing it is another key", async () => {
  const around = surroundings();
  await keyIn(around).claim();
  const reused = { code: "idempotency-key-reused", status: 422 };
  await expect(keyIn(around, { body: { ...BODY, userId: "eve" } }).claim()).rejects.toMatchObject(reused);
  expect(await keyIn(around, { params: { userId: "eve" } }).claim()).toBeUndefined();
  await finish(around, keyIn(around));
  await expect(keyIn(around, { body: {} }).claim()).rejects.toMatchObject(reused);
});

test("the order of fields does not make another body, the order of lines does", async () => {
  const around = surroundings();
  const two = {
    items: [
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 2 },
    ],
    userId: "ada",
  };
  await finish(around, keyIn(around, { body: two }));
  const sameSaidOtherwise = { userId: "ada", items: two.items.map(({ sku, quantity }) => ({ quantity, sku })) };
  expect(await keyIn(around, { body: sameSaidOtherwise }).claim()).toEqual(REPLY);
  const turned = { ...two, items: two.items.toReversed() };
  await expect(keyIn(around, { body: turned }).claim()).rejects.toMatchObject({ code: "idempotency-key-reused" });
});

test("keys of different routes have nothing to do with each other", async () => {
  const around = surroundings();
  await keyIn(around).claim();
  expect(await keyIn(around, { route: "checkOut" }).claim()).toBeUndefined();
});

test("a request that was refused frees its key, also for another body", async () => {
  const around = surroundings();
  const key = keyIn(around);
  await key.claim();
  await key.release();
  expect(await keyIn(around, { body: { other: true } }).claim()).toBeUndefined();
});

test("the key of a request that died with its replica can be used again after a while", async () => {
  const around = surroundings();
  await keyIn(around).claim();
  await around.clock.pass(31 * SECOND);
  expect(await keyIn(around).claim()).toBeUndefined();
  await expect(keyIn(around).claim()).rejects.toMatchObject({ code: "request-in-progress" });
});

test("an answer is remembered for a day", async () => {
  const around = surroundings();
  await finish(around, keyIn(around));
  await around.clock.pass(DAY - SECOND);
  expect(await keyIn(around).claim()).toEqual(REPLY);
  await around.clock.pass(2 * SECOND);
  await finish(around, keyIn(around, { key: "another" }));
  expect(await keyIn(around).claim()).toBeUndefined();
});
