import { expect, test } from "vitest";
import { ServerClock } from "./server-clock.ts";

/** A server whose clock stands at `at` seconds when ours stands at 0. */
function clockOf(at: number) {
  let local = 0;
  const clock = new ServerClock(() => local);
  const read = (delay: number): void => {
    const micros = (at * 1_000 + local) * 1_000;
    local += delay;
    clock.note([String(Math.floor(micros / 1e6)), String(micros % 1e6)]);
  };
  const pass = (duration: number): void => {
    local += duration;
  };
  return { clock, read, pass };
}

test("it goes on with this machine's clock from the quickest answer", () => {
  const { clock, read, pass } = clockOf(1_000);
  for (const delay of [40, 2, 15]) read(delay);
  expect(clock.now()).toBe(1_000_000 + 57 - 2);
  pass(500);
  expect(clock.now()).toBe(1_000_000 + 557 - 2);
});

test("it forgets old answers, so that it follows a clock that was changed", () => {
  const { clock, read } = clockOf(1_000);
  read(0);
  for (let time = 0; time < 8; time++) read(5);
  expect(clock.now()).toBe(1_000_000 + 40 - 5);
});

test("before the first answer it is this machine's time", () => {
  const before = Date.now();
  expect(new ServerClock().now()).toBeGreaterThanOrEqual(before);
});
