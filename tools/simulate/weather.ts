// The faults of a run that are not tied to a single operation: kills, outages, a broker that is away or wiped empty.
import { between, pick } from "#platform/simulate/seeded-random.ts";
import type { World } from "#platform/simulate/world.ts";

/** Strikes again and again for `period` milliseconds. */
export function strike(world: World, period: number): void {
  const { clock, random } = world;
  const end = clock.now() + period;
  const kinds = pickKinds(world);
  const turn = (): void => {
    if (clock.now() >= end || kinds.length === 0) return;
    pick(random, kinds)();
    clock.setTimer(between(random, 500, 8_000), turn);
  };
  clock.setTimer(between(random, 0, 5_000), turn);
}

/** Some runs know one kind of fault only, some know all. */
function pickKinds(world: World): (() => void)[] {
  const { random, bus, clock } = world;
  const names = world.declarations.map(({ name }) => name);
  const all = [
    () => world.killOne(),
    () => world.outage(pick(random, names), between(random, 1_000, 30_000)),
    () => {
      world.trace("wipe", "broker");
      bus.wipe();
    },
    () => {
      world.trace("away", "broker");
      bus.isAway = true;
      clock.setTimer(between(random, 500, 10_000), () => {
        bus.isAway = false;
      });
    },
  ];
  return all.filter(() => world.happens(0.6));
}
