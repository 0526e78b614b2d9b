import { expect, test } from "vitest";
import { customersOf, isTestName, secondsOf, skusOf, TESTS, testOf } from "./tests.ts";

const ALL = Object.entries(TESTS);
const HOUR = 3_600;

test.each(ALL)("%s ends by itself, within an hour and a half, and somebody comes", (_, load) => {
  expect(secondsOf(load)).toBeGreaterThan(0);
  expect(secondsOf(load)).toBeLessThanOrEqual(1.5 * HOUR);
  expect(customersOf(load)).toBeGreaterThan(0);
});
test.each(ALL)("%s has service levels that a platform can miss", (_, { levels, followed }) => {
  expect(levels.acceptP99).toBeGreaterThan(0);
  expect(levels.finishP99).toBeGreaterThan(0);
  expect(levels.accepted).toBeGreaterThan(0.9);
  expect(levels.accepted).toBeLessThanOrEqual(1);
  expect(followed, "Somebody has to see orders end.").toBeGreaterThan(0);
});
test("a burst is a thousand orders a second for ten seconds", () => {
  expect(TESTS.burst.stages.at(-1)).toEqual({ rate: 1_000, seconds: 10 });
  expect(customersOf(TESTS.burst)).toBe(10_000 + 5 * 20);
});
test("a hot SKU is one, and otherwise customers want different things", () => {
  expect(skusOf(TESTS["hot-sku"])).toEqual(["SKU-1"]);
  expect(skusOf(TESTS.steady).length).toBeGreaterThan(1);
});
test("from zero means that nobody comes at first", () => {
  const { stages } = TESTS["scale-from-zero"];
  expect(stages[0]?.rate).toBe(0);
  expect(secondsOf({ ...TESTS["scale-from-zero"], stages: stages.filter(({ rate }) => rate === 0) })).toBeGreaterThan(
    0,
  );
});
test("an experiment gives a test another rate and length, and the levels stay", () => {
  const changed = testOf("steady", { rate: 7, seconds: 3 });
  expect([customersOf(changed), secondsOf(changed), changed.levels]).toEqual([21, 3, TESTS.steady.levels]);
  expect(secondsOf(testOf("steady", { rate: 7 }))).toBe(secondsOf(TESTS.steady));
  expect(testOf("burst")).toEqual({ ...TESTS.burst, slack: 1 });
  const fromZero = testOf("scale-from-zero", { rate: 7, seconds: 3 });
  expect([fromZero.stages[0]?.rate, customersOf(fromZero), secondsOf(fromZero)], "Nobody at first.").toEqual([
    0, 21, 8,
  ]);
  const { levels } = TESTS.burst;
  expect(testOf("burst", { slack: 3 }).levels).toEqual({
    ...levels,
    acceptP99: 3_000,
    finishP99: levels.finishP99 * 3,
  });
});
test("there are no other tests", () => {
  expect([isTestName("burst"), isTestName("toString"), isTestName("")]).toEqual([true, false, false]);
});
