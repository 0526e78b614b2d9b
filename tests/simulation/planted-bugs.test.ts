// The simulation's power: each planted bug, switched on by nothing but this test, is found within a bounded number of seeds.
import { expect, it } from "vitest";
import { services as healthy } from "#services/all.ts";
import { simulate } from "#tools/simulate/run.ts";
import { plantedBugs } from "./planted/index.ts";

const SEEDS = 150;

it.each(plantedBugs)("finds: $name", { timeout: 300_000 }, async ({ name, services, options }) => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const { violations } = await simulate(seed, services, options);
    const [first] = violations;
    if (!first) continue;
    expect((await simulate(seed, healthy)).violations, "the same seed without the bug").toEqual([]);
    process.stdout.write(`  ${name}: seed ${seed}, ${first.invariant}: ${first.what.slice(0, 120)}\n`);
    return;
  }
  expect.fail(`${SEEDS} seeds did not find "${name}".`);
});

it("plants at least 14 bugs, each with a name of its own", () => {
  expect(new Set(plantedBugs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(14);
});
