// Whether all work in a simulated world is done.
import type { World } from "#platform/simulate/world.ts";
import { whatIsLeft } from "../audit/what-is-left.ts";

/** What waits in some service, and which consumer has not seen which event; empty when all work is done. */
export async function leftoversOf(world: World): Promise<string[]> {
  const names = world.declarations.map(({ name }) => name);
  const tallies = new Map(
    await Promise.all(names.map(async (name) => [name, await world.storeOf(name).tally()] as const)),
  );
  return whatIsLeft(world.declarations, tallies, (name) => tallies.get(name)?.dead ?? 0);
}

export async function isQuiet(world: World): Promise<boolean> {
  const unsettled = await world.storeOf("order").range("unsettled", "all", { limit: 1 });
  return unsettled.length === 0 && (await leftoversOf(world)).length === 0;
}
