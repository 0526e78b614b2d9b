import { expect, test } from "vitest";
import { optionsOf, PATIENCE_SECONDS } from "./options.ts";
import { TESTS } from "./tests.ts";

const secondsIn = (duration: unknown): number => Number(/^(\d+)s$/.exec(String(duration))?.[1]);

test.each(Object.entries(TESTS))(
  "%s waits for every customer to give up, and misses a level when none was seen",
  (_, load) => {
    const { scenarios = {}, thresholds = {} } = optionsOf(load);
    const [customers] = Object.values(scenarios);
    expect(secondsIn(customers?.gracefulStop)).toBeGreaterThan(2 * PATIENCE_SECONDS);
    expect(thresholds).toMatchObject({ iterations: ["count>0"], accepted: [`rate>=${load.levels.accepted}`] });
  },
);
