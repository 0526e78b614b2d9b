import { expect, test } from "vitest";
import { silentLog } from "./log.ts";
import type { Store } from "./store/port.ts";
import { StoreWatch } from "./store-watch.ts";
import { altered, surroundings } from "./testing/mill.ts";

test("a store that refuses or is silent is away until it answers again", async () => {
  const { clock, store } = surroundings();
  let answer: Store["probe"] = async () => {};
  const watch = new StoreWatch("mill", altered(store, { probe: () => answer() }), clock, silentLog);
  await clock.pass(5_000);
  expect(watch.isAway).toBe(false);
  answer = () => Promise.reject(new Error("It is away."));
  await clock.pass(600);
  expect(watch.isAway).toBe(true);
  answer = async () => {};
  await clock.pass(600);
  expect(watch.isAway).toBe(false);
  answer = () => new Promise(() => {});
  await clock.pass(4_000);
  expect(watch.isAway).toBe(true);
  void watch.stop();
});
