// A question about a user's orders, also when there is very much to tell, or one of them changes all the time.
import { expect, test } from "vitest";
import { OrderCreated, OrdersQueried, OrdersQueryAnswered } from "#contracts/events/index.ts";
import { LINES_PER_ORDER } from "#contracts/shapes/order-line.ts";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { DataOf } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import type { Store } from "#platform/runtime/store/port.ts";
import { aCommit, anEvent, set } from "#platform/runtime/testing/an-event.ts";
import { altered, CAUSE, surroundings } from "#platform/runtime/testing/mill.ts";
import { transact } from "#platform/runtime/transaction/transact.ts";
import { placeNew } from "./change.ts";
import { onOrdersQueried } from "./handlers/on-orders-queried.ts";
import { order } from "./service.ts";

const { orderId, orderDetails, userId, customerEmail } = OrderCreated.example;
const settings = { ORDER_DEADLINE_MS: 60_000, FIRST_REPLAY_MS: 15_000, REPLAY_EVERY_MS: 600_000 };
type Work = UnitOfWorkOf<typeof order>;
type Query = CloudEvent<DataOf<typeof OrdersQueried>>;

/** Bytes of a bulk that an intake takes, and events in it; they come in base64. */
const BULK = 16 * 1_024 * 1_024;
const EVENTS_IN_BULK = 64;

test("of orders as large as they may be so many are told that a bulk of such answers can be taken in", async () => {
  const { store, context, relayed } = surroundings({ declaration: order });
  const items = Array.from({ length: LINES_PER_ORDER }, (_, at) => ({
    sku: String(at).padStart(64, "x"),
    quantity: 1_000,
  }));
  for (let number = 0; number < 100; number++)
    await transact({ ...context, settings }, { emits: [OrderCreated], cause: CAUSE }, async (work) => {
      const placed = { userId, customerEmail, items, at: work.now + number };
      return { value: undefined, facts: placeNew(context.newId(), placed, {}, work as unknown as Work) };
    });
  const newest = relayed.at(-1)?.subject;
  const data = { ...OrdersQueried.example, userId, expiresAt: store.now() + 5_000 };
  await transact({ ...context, settings }, { emits: [OrdersQueryAnswered], cause: CAUSE }, async (work) => ({
    value: undefined,
    facts: await onOrdersQueried(anEvent("OrdersQueried", { data }) as Query, work as unknown as Work),
  }));
  const answer = relayed.at(-1) as CloudEvent<DataOf<typeof OrdersQueryAnswered>>;
  expect(answer.data.orders[0]?.orderId).toBe(newest);
  const inBase64 = Buffer.from(JSON.stringify(answer)).toString("base64");
  expect(inBase64.length * EVENTS_IN_BULK).toBeLessThan(BULK);
});

test("it is answered at once, and not when the order rests", async () => {
  // The order changes just before each commit.
  const touching = (store: Store) =>
    altered(store, {
      commit: async (commit) => {
        const [stored] = await store.records("order", [orderId]);
        await store.commit(aCommit({ writes: [set(orderId, stored?.value, undefined, "order")] }));
        return store.commit(commit);
      },
    });
  const { store, context, relayed } = surroundings({ declaration: order, seen: touching });
  await transact({ ...context, store, settings }, { emits: [OrderCreated], cause: CAUSE }, async (work) => {
    const placed = { userId, customerEmail, items: orderDetails.items, at: work.now };
    return { value: undefined, facts: placeNew(orderId, placed, {}, work as unknown as Work) };
  });
  const data = { ...OrdersQueried.example, userId, expiresAt: store.now() + 5_000 };
  await transact({ ...context, settings }, { emits: [OrdersQueryAnswered], cause: CAUSE }, async (work) => ({
    value: undefined,
    facts: await onOrdersQueried(anEvent("OrdersQueried", { data }) as Query, work as unknown as Work),
  }));
  expect(relayed.at(-1)?.data).toMatchObject({ queryId: data.queryId, orders: [{ orderId, status: "PENDING" }] });
});
