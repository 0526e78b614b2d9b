// What is still to be done in a simulated world.
import type { World } from "#platform/simulate/world.ts";

/** What waits in some service, and which consumer has not seen which event; empty when all work is done. */
export async function leftoversOf(world: World): Promise<string[]> {
  const names = world.declarations.map(({ name }) => name);
  const tallies = await Promise.all(names.map((name) => world.storeOf(name).tally()));
  const committed = new Map(
    tallies.flatMap((tally) => Object.entries(tally.committed).map(([topic, { count }]) => [topic, count])),
  );
  return world.declarations.flatMap(({ name, reactions }, at) => {
    const { outbox = 0, parked = 0, dead = 0, seen = {} } = tallies[at] ?? {};
    const waiting = Object.entries({ outbox, parked, dead }).filter(([, count]) => count > 0);
    const unseen = Object.values(reactions).flatMap(({ event }) => {
      const missing = (committed.get(event.name) ?? 0) - (seen[event.name] ?? 0);
      return missing > 0 ? [`${name} has not seen ${missing} ${event.name}`] : [];
    });
    return [...waiting.map(([what, count]) => `${name}: ${count} ${what}`), ...unseen];
  });
}

export async function isQuiet(world: World): Promise<boolean> {
  const unsettled = await world.storeOf("order").range("unsettled", "all", { limit: 1 });
  return unsettled.length === 0 && (await leftoversOf(world)).length === 0;
}
