import { expect, test } from "vitest";
import { optionsOf, patienceOf } from "./options.ts";
import { TESTS, testOf } from "./tests.ts";

const secondsIn = (duration: unknown): number => Number(/^(\d+)s$/.exec(String(duration))?.[1]);

test.each(Object.entries(TESTS))(
  "%s waits for every customer to give up, and misses a level when none was seen",
  (_, load) => {
    const { scenarios = {}, thresholds = {} } = optionsOf(load);
    const [customers] = Object.values(scenarios);
    expect(secondsIn(customers?.gracefulStop)).toBeGreaterThan(2 * patienceOf(load));
    expect(thresholds).toMatchObject({ iterations: ["count>0"], accepted: [`rate>=${load.levels.accepted}`] });
  },
);
test("nobody can send the load on to another address", () => {
  for (const load of Object.values(TESTS)) expect(optionsOf(load).maxRedirects).toBe(0);
});
test("on a machine that has other things to do, customers wait for longer, too, and yet a run ends within minutes", () => {
  expect(patienceOf(testOf("smoke", { slack: 2 }))).toBe(2 * patienceOf(TESTS.smoke));
  const { scenarios = {} } = optionsOf(testOf("burst", { slack: 20 }));
  expect(secondsIn(scenarios["customers"]?.gracefulStop)).toBeLessThan(600);
});
test.each([
  [1, 50],
  [10, 300],
  [50, 600],
  [1_000, 1_000],
  [9_000, 2_500],
])("%i customers a second find %i places, as those who are refused keep theirs", (rate, places) => {
  const { scenarios = {} } = optionsOf(testOf("steady", { rate, seconds: 10 }));
  expect(scenarios["customers"]).toMatchObject({ preAllocatedVUs: places });
});
