// Prices that change while orders that wait for others are answered: the store does `meanwhile` just before each commit.
import { expect, test } from "vitest";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { runWhenDue } from "#platform/runtime/schedules.ts";
import type { Store } from "#platform/runtime/store/port.ts";
import { aCommit, set } from "#platform/runtime/testing/an-event.ts";
import { altered, CAUSE, surroundings } from "#platform/runtime/testing/mill.ts";
import { transact } from "#platform/runtime/transaction/transact.ts";
import { wait } from "./answer.ts";
import { giveUpOnUnknownPrices } from "./schedules/give-up-on-unknown-prices.ts";
import { pricing } from "./service.ts";

const settings = { PRICE_WAIT_MS: 30_000 };
const SCHEDULE = "giveUpOnUnknownPrices";
/** Names of at most six letters, as ids and back. */
const idOf = (name: string) => `0192f0c1-2345-7000-8000-${Buffer.from(name.padEnd(6)).toString("hex")}`;
const nameOf = (id: string) => Buffer.from(id.slice(-12), "hex").toString().trim();
type Work = UnitOfWorkOf<typeof pricing>;

function desk() {
  let meanwhile = async (): Promise<unknown> => undefined;
  const seen = (store: Store) =>
    altered(store, {
      commit: async (commit) => {
        await meanwhile();
        return store.commit(commit);
      },
    });
  const { clock, store, context, relayed } = surroundings({ declaration: pricing, seen });
  const waits = (name: string, sku: string) =>
    transact({ ...context, store, settings }, { emits: [], cause: CAUSE }, async (work) => {
      wait(idOf(name), [{ sku, quantity: 2 }], work as unknown as Work);
      return { value: undefined, facts: [] };
    });
  let revision = 0;
  const learn = (sku: string) => {
    const price = { unitPrice: 100, currency: "EUR", revision: ++revision };
    return store.commit(aCommit({ writes: [set(sku, price, undefined, "price")] }));
  };
  const look = async (during: () => Promise<unknown> = async () => undefined) => {
    relayed.length = 0;
    meanwhile = during;
    await runWhenDue({ ...context, settings }, SCHEDULE, pricing.schedules[SCHEDULE], giveUpOnUnknownPrices);
  };
  const said = () => relayed.map(({ type, subject }) => `${type} ${nameOf(subject)}`);
  const waiting = async () => (await store.range("waiting", "all", { limit: 99 })).map(({ member }) => nameOf(member));
  return { clock, waits, learn, look, said, waiting };
}

test("an order whose price is learnt in time gets its total, one whose time is over fails, and the others wait", async () => {
  const { clock, waits, learn, look, said, waiting } = desk();
  await waits("fails", "NEVER");
  await clock.pass(settings.PRICE_WAIT_MS / 2);
  await waits("priced", "LATE");
  await waits("waits", "NEVER");
  await learn("LATE");
  await clock.pass(settings.PRICE_WAIT_MS / 2);
  await look();
  expect(said()).toEqual(["PricingFailed fails", "OrderPriced priced"]);
  expect(await waiting()).toEqual(["waits"]);
});

test("a price that changes all the time keeps no order from being answered that does not hold it", async () => {
  const { clock, waits, learn, look, said, waiting } = desk();
  await waits("late-1", "NEVER");
  await waits("busy", "HOT");
  await waits("late-2", "NEVER");
  await learn("HOT");
  await clock.pass(settings.PRICE_WAIT_MS);
  await expect(look(() => learn("HOT"))).rejects.toThrow("conflicts in a row");
  expect(said()).toEqual(["PricingFailed late-1", "PricingFailed late-2"]);
  await clock.pass(5_000);
  await look();
  expect(said()).toEqual(["OrderPriced busy"]);
  expect(await waiting()).toEqual([]);
});

test("a price that is learnt in the very moment of giving up is used", async () => {
  const { clock, waits, learn, look, said } = desk();
  await waits("lucky", "LATE");
  await clock.pass(settings.PRICE_WAIT_MS);
  let commits = 0;
  // The first commit takes the schedule's turn, the second would give the order up.
  await look(async () => (++commits === 2 ? learn("LATE") : undefined));
  expect(said()).toEqual(["OrderPriced lucky"]);
});
