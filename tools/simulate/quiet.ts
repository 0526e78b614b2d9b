// What is still to be done in a simulated world.
import { heardBy } from "#platform/derive/graph.ts";
import type { World } from "#platform/simulate/world.ts";

/** What waits in some service, and which consumer has not seen which event; empty when all work is done. */
export async function leftoversOf(world: World, discarded: ReadonlyMap<string, number>): Promise<string[]> {
  const names = world.declarations.map(({ name }) => name);
  const tallies = await Promise.all(names.map((name) => world.storeOf(name).tally()));
  const committed = new Map(
    tallies.flatMap((tally) => Object.entries(tally.committed).map(([topic, { count }]) => [topic, count])),
  );
  return world.declarations.flatMap((declaration, at) => {
    const { name } = declaration;
    const { outbox = 0, parked = 0, dead = 0, seen = {} } = tallies[at] ?? {};
    const waiting = Object.entries({ outbox, parked, dead: dead - (discarded.get(name) ?? 0) }).filter(
      ([, count]) => count !== 0,
    );
    const unseen = heardBy(declaration, world.declarations).flatMap((event) => {
      const missing = (committed.get(event.name) ?? 0) - (seen[event.name] ?? 0);
      return missing > 0 ? [`${name} has not seen ${missing} ${event.name}`] : [];
    });
    return [...waiting.map(([what, count]) => `${name}: ${count} ${what}`), ...unseen];
  });
}

export async function isQuiet(world: World, discarded: ReadonlyMap<string, number>): Promise<boolean> {
  const unsettled = await world.storeOf("order").range("unsettled", "all", { limit: 1 });
  return unsettled.length === 0 && (await leftoversOf(world, discarded)).length === 0;
}
