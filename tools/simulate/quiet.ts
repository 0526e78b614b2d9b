// Whether all work in a simulated world is done.
import type { World } from "#platform/simulate/world.ts";
import { whatIsLeft } from "../audit/what-is-left.ts";

/** What waits in some service, and which consumer has not seen which event; empty when all work is done. */
export async function leftoversOf(world: World, discarded: ReadonlyMap<string, number>): Promise<string[]> {
  const names = world.declarations.map(({ name }) => name);
  const tallies = new Map(
    await Promise.all(names.map(async (name) => [name, await world.storeOf(name).tally()] as const)),
  );
  const dead = (name: string) => (tallies.get(name)?.dead ?? 0) - (discarded.get(name) ?? 0);
  return whatIsLeft(world.declarations, tallies, dead);
}

export async function isQuiet(world: World, discarded: ReadonlyMap<string, number>): Promise<boolean> {
  const unsettled = await world.storeOf("order").range("unsettled", "all", { limit: 1 });
  return unsettled.length === 0 && (await leftoversOf(world, discarded)).length === 0;
}
