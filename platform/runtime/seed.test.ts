import { expect, test } from "vitest";
import { DAY } from "../declare/duration.ts";
import { emit } from "../declare/event.ts";
import { implement } from "../declare/implementation.ts";
import { defineService } from "../declare/service.ts";
import { counter } from "../declare/state.ts";
import { seedOnce } from "./seed.ts";
import { aCommit } from "./testing/an-event.ts";
import { FlourMade, MillStopped, surroundings } from "./testing/mill.ts";

const shop = defineService({ name: "shop", summary: "Sells.", state: { stock: counter() }, seeds: [FlourMade] });
const seeding = implement(shop, {
  seed: async ({ state }) => {
    state.stock.add("flour", 5);
    return [emit(FlourMade, { farmer: "ada", kilos: 5 })];
  },
});

test("a service is seeded once in the life of its store, also by replicas that start together", async () => {
  const { context, store, relayed } = surroundings({ declaration: shop });
  await Promise.all([seedOnce(seeding, context), seedOnce(seeding, context)]);
  await seedOnce(seeding, context);
  expect(store.dump("stock").counters.get("flour")).toBe(5);
  expect(relayed).toMatchObject([{ type: "FlourMade", causationid: "/shop/seed" }]);
});

test("a store is not seeded again when its inbox has long forgotten the first time", async () => {
  const { context, store, clock } = surroundings({ declaration: shop });
  await seedOnce(seeding, context);
  await clock.pass(context.kept.inbox + DAY);
  // Another mark lets the inbox forget what is too old.
  const mark = { eventId: "later", topic: FlourMade.name, standing: "done" } as const;
  await store.commit(aCommit({ mark }));
  expect(await store.begin("$seed", "somebody", 1)).toBe("new");
  await seedOnce(seeding, context);
  expect(store.dump("stock").counters.get("flour")).toBe(5);
});

test("a service without a seed needs none", async () => {
  const { context, store } = surroundings({ declaration: shop });
  await seedOnce(implement(shop, {}), context);
  expect((await store.tally()).seen).toEqual({});
});

test("a seed may say only what it declares", async () => {
  const { context } = surroundings({ declaration: shop });
  const speaking = { ...seeding, seed: async () => [emit(MillStopped, { reason: "" })] };
  await expect(seedOnce(speaking, context)).rejects.toThrow("does not declare");
});
