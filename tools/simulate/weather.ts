// The faults of a run that are not tied to a single operation: kills, outages, a broker that is away or wiped empty.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { businessEvents } from "#platform/derive/graph.ts";
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

/** Something that looks like an event but holds nothing of what its schema asks for. */
function feedRubbish(world: World): void {
  const type = pick(world.random, businessEvents(world.declarations)).name;
  const id = world.newId();
  const rubbish = {
    specversion: "1.0",
    id,
    type,
    source: "/nobody",
    subject: id,
    time: new Date(world.clock.now()).toISOString(),
    data: { rubbish: true },
  };
  world.trace("rubbish", type);
  void world.bus.publish([rubbish as unknown as CloudEvent]).catch(() => {});
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
    () => feedRubbish(world),
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
