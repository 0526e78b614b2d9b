// A question about a user's orders while one of them changes all the time: the store does that just before each commit.
import { expect, test } from "vitest";
import { OrderCreated, OrdersQueried, OrdersQueryAnswered } from "#contracts/events/index.ts";
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

test("it is answered at once, and not when the order rests", async () => {
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
