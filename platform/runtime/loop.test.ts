import { expect, test } from "vitest";
import { type Log, silentLog } from "./log.ts";
import { startLoop } from "./loop.ts";
import { ManualClock } from "./testing/manual-clock.ts";

test("it runs at once, and then each time so long after the end of the run before", async () => {
  const clock = new ManualClock();
  const start = clock.now();
  const times: number[] = [];
  const loop = startLoop("test", 100, clock, silentLog, async () => {
    times.push(clock.now() - start);
    await new Promise<void>((resolve) => void clock.setTimer(50, resolve));
  });
  await clock.pass(400);
  expect(times).toEqual([0, 150, 300]);
  await Promise.all([loop.stop(), clock.pass(100)]);
});

test("a run that fails is tried again; the first of a streak is logged", async () => {
  const clock = new ManualClock();
  const warnings: object[] = [];
  const log: Log = { ...silentLog, warn: (fields) => void warnings.push(fields) };
  let runs = 0;
  const loop = startLoop("test", 100, clock, log, async () => {
    if (++runs < 3) throw new Error("It failed.");
  });
  await clock.pass(250);
  expect(runs).toBe(3);
  expect(warnings).toMatchObject([{ loop: "test" }]);
  runs = 0;
  await clock.pass(300);
  expect(warnings).toHaveLength(2);
  await loop.stop();
});

test("stopping waits for the run in progress, and no other begins", async () => {
  const clock = new ManualClock();
  let [begun, ended] = [0, 0];
  const loop = startLoop("test", 100, clock, silentLog, async () => {
    begun++;
    await new Promise<void>((resolve) => void clock.setTimer(50, resolve));
    ended++;
  });
  await clock.pass(10);
  const stopping = loop.stop().then(() => ended);
  await clock.pass(1_000);
  expect(await stopping).toBe(1);
  expect(begun).toBe(1);
});

test("a loop that is stopped before its first run never runs", async () => {
  const clock = new ManualClock();
  let runs = 0;
  await startLoop("test", 100, clock, silentLog, async () => void runs++).stop();
  await clock.pass(1_000);
  expect(runs).toBe(0);
});
