// A few hundred seeds of the system as it is: no promise is broken, and a seed gives the same run again.
import { expect, it } from "vitest";
import { services } from "#services/all.ts";
import { simulate } from "#tools/simulate/run.ts";

const GROUPS = 10;
const SEEDS_PER_GROUP = 30;

it.each(Array.from({ length: GROUPS }, (_, group) => 10_000 + group * SEEDS_PER_GROUP))(
  "keeps every promise from seed %i on",
  { timeout: 120_000 },
  async (first) => {
    for (let seed = first; seed < first + SEEDS_PER_GROUP; seed++) {
      const { violations, orders } = await simulate(seed, services);
      expect(violations, `make simulate SEED=${seed}`).toEqual([]);
      expect(orders).toBeGreaterThan(0);
    }
  },
);

it("repeats a seed to the same trace", { timeout: 60_000 }, async () => {
  const [one, again, other] = [
    await simulate(42, services),
    await simulate(42, services),
    await simulate(43, services),
  ];
  expect(again.digest).toBe(one.digest);
  expect(again.steps).toBe(one.steps);
  expect(other.digest).not.toBe(one.digest);
});
