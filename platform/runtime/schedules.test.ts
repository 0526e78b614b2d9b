import { expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { emit } from "../declare/event.ts";
import { runWhenDue } from "./schedules.ts";
import { altered, FlourMade, MillStopped, type MillWork, type Surroundings, surroundings } from "./testing/mill.ts";

const EVERY = 30_000;
const schedule = { every: EVERY, emits: [FlourMade] };

function scheduled({ context }: Surroundings) {
  let runs = 0;
  const run = async ({ state }: MillWork) => {
    runs++;
    state.stock.add("runs", 1);
    return [emit(FlourMade, { farmer: "ada", kilos: runs })];
  };
  return { look: () => runWhenDue(context, "grindLeftovers", schedule, run), runs: () => runs };
}

test("it runs at the first look, and then once in its period", async () => {
  const around = surroundings();
  const { look, runs } = scheduled(around);
  for (let passed = 0; passed < 10; passed++) {
    await look();
    await around.clock.pass(EVERY / 2);
  }
  expect(runs()).toBe(5);
});

test("of two replicas that look at the same time one runs it", async () => {
  const around = surroundings();
  const [one, other] = [scheduled(around), scheduled(around)];
  for (let turn = 0; turn < 20; turn++) {
    await Promise.all([one.look(), other.look(), one.look()]);
    await around.clock.pass(EVERY);
  }
  expect(one.runs() + other.runs()).toBe(20);
  expect(around.store.dump("stock").counters.get("runs")).toBe(20);
});

test("a replica takes over from one that died", async () => {
  const around = surroundings();
  const [dead, heir] = [scheduled(around), scheduled(around)];
  await dead.look();
  await around.clock.pass(EVERY);
  await heir.look();
  expect(heir.runs()).toBe(1);
});

test("a store's clock that was an hour ahead and is put right holds nothing up", async () => {
  let ahead = 60 * 60_000;
  const around = surroundings({ seen: (store) => altered(store, { now: () => store.now() + ahead }) });
  const { look, runs } = scheduled(around);
  await look();
  ahead = 0;
  for (let passed = 0; passed < 4; passed++) {
    await look();
    await around.clock.pass(EVERY / 2);
  }
  expect(runs()).toBe(3);
});

test("what follows from it says that it came from the schedule, each run on its own", async () => {
  const around = surroundings();
  const { look } = scheduled(around);
  await look();
  await around.clock.pass(EVERY);
  await look();
  const [first, second] = around.relayed;
  expect(first).toMatchObject({ type: "FlourMade", causationid: "/mill/grindLeftovers" });
  expect(second?.correlationid).not.toBe(first?.correlationid);
});

test("a schedule may say only what it declares", async () => {
  const around = surroundings();
  const speaking = runWhenDue(around.context, "speak", schedule, async () => [emit(MillStopped, { reason: "" })]);
  await expect(speaking).rejects.toThrow("does not declare");
});

test("what is done afterwards is committed one by one: one that fails keeps none of the others from it", async () => {
  const around = surroundings();
  const grind = (farmer: string) => async () => {
    if (farmer === "bob") throw new Error("It failed.");
    return [emit(FlourMade, { farmer, kilos: 1 })];
  };
  const run = async () => ({
    facts: [emit(FlourMade, { farmer: "first", kilos: 0 })],
    afterwards: ["ada", "bob", "cyd"].map(grind),
  });
  const running = runWhenDue(around.context, "grindLeftovers", schedule, run);
  await expect(running).rejects.toThrow("It failed.");
  expect(around.relayed.map(({ subject }) => subject)).toEqual(["first", "ada", "cyd"]);
  expect(new Set(around.relayed.map(({ causationid }) => causationid))).toEqual(new Set(["/mill/grindLeftovers"]));
});

test("where the store is away, what is done afterwards waits for the next run", async () => {
  const around = surroundings();
  let attempts = 0;
  const work = async () => {
    attempts++;
    throw new Problem("store-away");
  };
  const run = async () => ({ facts: [], afterwards: [work, work, work] });
  const running = runWhenDue(around.context, "grindLeftovers", schedule, run);
  await expect(running).rejects.toMatchObject({ code: "store-away" });
  expect(attempts).toBe(1);
});

test("a run that fails is made up for in the next period", async () => {
  const around = surroundings();
  const failing = () => runWhenDue(around.context, "fail", schedule, () => Promise.reject(new Error("It failed.")));
  await expect(failing()).rejects.toThrow("It failed.");
  await failing();
  await around.clock.pass(EVERY);
  await expect(failing()).rejects.toThrow("It failed.");
});
