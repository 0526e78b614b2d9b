// Orders that change while others are looked after: the store does `meanwhile` just before each commit.
import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { runWhenDue } from "#platform/runtime/schedules.ts";
import type { Store } from "#platform/runtime/store/port.ts";
import { aCommit, set } from "#platform/runtime/testing/an-event.ts";
import { altered, CAUSE, surroundings } from "#platform/runtime/testing/mill.ts";
import { transact } from "#platform/runtime/transaction/transact.ts";
import { placeNew } from "./change.ts";
import type { Order } from "./domain/order.ts";
import { watchUnsettledOrders } from "./schedules/watch-unsettled-orders.ts";
import { order } from "./service.ts";

const { orderId: _, orderDetails, userId, customerEmail } = OrderCreated.example;
const settings = { ORDER_DEADLINE_MS: 60_000, FIRST_REPLAY_MS: 15_000, REPLAY_EVERY_MS: 600_000 };
const SCHEDULE = "watchUnsettledOrders";
/** Names of at most six letters, as ids and back. */
const idOf = (name: string) => `0192f0c1-2345-7000-8000-${Buffer.from(name.padEnd(6)).toString("hex")}`;
const nameOf = (id: string) => Buffer.from(id.slice(-12), "hex").toString().trim();
type Work = UnitOfWorkOf<typeof order>;

function desk() {
  let meanwhile = async (): Promise<unknown> => undefined;
  const seen = (store: Store) =>
    altered(store, {
      commit: async (commit) => {
        await meanwhile();
        return store.commit(commit);
      },
    });
  const { clock, store, context, relayed } = surroundings({ declaration: order, seen });
  const place = (name: string) =>
    transact({ ...context, store, settings }, { emits: [OrderCreated], cause: CAUSE }, async (work) => {
      const placed = { userId, customerEmail, items: orderDetails.items, at: work.now };
      return { value: undefined, facts: placeNew(idOf(name), placed, {}, work as unknown as Work) };
    });
  const stored = async (name: string) => (await store.records("order", [idOf(name)]))[0]?.value as Order;
  const write = (name: string, value: Order) => set(idOf(name), value, undefined, "order");
  const touch = async (name: string) => store.commit(aCommit({ writes: [write(name, await stored(name))] }));
  const look = async (during: () => Promise<unknown> = async () => undefined) => {
    relayed.length = 0;
    meanwhile = during;
    await runWhenDue({ ...context, settings }, SCHEDULE, order.schedules[SCHEDULE], watchUnsettledOrders);
  };
  const said = () => relayed.map(({ type, subject }) => `${type} ${nameOf(subject)}`);
  const due = async () => (await store.range("unsettled", "all", { limit: 99 })).map(({ member }) => nameOf(member));
  return { clock, store, place, stored, write, touch, look, said, due };
}

test("an order that changes all the time keeps no other from being cancelled at its deadline", async () => {
  const { clock, place, stored, touch, look, said } = desk();
  await place("late");
  await clock.pass(settings.ORDER_DEADLINE_MS - settings.FIRST_REPLAY_MS);
  await place("busy");
  await clock.pass(settings.FIRST_REPLAY_MS);
  await look(() => touch("busy"));
  expect(said()).toContain("OrderCancelled late");
  expect(await stored("busy")).toMatchObject({ status: "PENDING" });
});

test("one that changes all the time and is overdue itself keeps no other from it either, and is cancelled when it rests", async () => {
  const { clock, place, touch, look, said, stored } = desk();
  for (const id of ["a", "busy", "z"]) await place(id);
  await clock.pass(settings.ORDER_DEADLINE_MS);
  await expect(look(() => touch("busy"))).rejects.toThrow("conflicts in a row");
  const cancellations = () => said().filter((text) => text.startsWith("OrderCancelled"));
  expect(cancellations()).toEqual(["OrderCancelled a", "OrderCancelled z"]);
  await clock.pass(1_000);
  await look();
  expect(cancellations()).toEqual(["OrderCancelled busy"]);
  expect(await stored("busy")).toMatchObject({ status: "CANCELLED", facts: { reasons: ["deadline-passed"] } });
});

test("one that ends while it is looked at is not looked after any more", async () => {
  const { clock, store, place, stored, write, look, due } = desk();
  for (const id of ["ends", "stays"]) await place(id);
  await clock.pass(settings.FIRST_REPLAY_MS);
  const ended = { ...(await stored("ends")), status: "COMPLETED" } as const;
  const remove = { kind: "remove", state: "unsettled", set: "all", member: idOf("ends") } as const;
  await look(() => store.commit(aCommit({ writes: [write("ends", ended), remove] })));
  expect(await due()).toEqual(["stays"]);
});

test("one that ends just before it would be cancelled is not cancelled", async () => {
  const { clock, store, place, stored, write, look, said, due } = desk();
  await place("ends");
  await clock.pass(settings.ORDER_DEADLINE_MS);
  const ended = { ...(await stored("ends")), status: "COMPLETED" } as const;
  await look(() => store.commit(aCommit({ writes: [write("ends", ended)] })));
  expect(said()).toEqual([]);
  expect(await stored("ends")).toEqual(ended);
  await clock.pass(1_000);
  await look();
  expect(await due()).toEqual([]);
});

test("of orders that wait for long, the oldest ten are asked for, also where they are cancelled", async () => {
  const { clock, place, look, said } = desk();
  for (let at = 10; at < 25; at++) await place(`no-${at}`);
  await clock.pass(settings.ORDER_DEADLINE_MS);
  await look();
  const asked = said().filter((text) => text.startsWith("ReplayRequested"));
  expect(asked).toHaveLength(10);
  expect(said().filter((text) => text.startsWith("OrderCancelled"))).toHaveLength(15);
  await clock.pass(1_000);
  await look();
  expect(said()).toEqual([]);
});
