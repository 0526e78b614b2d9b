// What each service counts of its own work.
import { setTimeout as sleep } from "node:timers/promises";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Tally } from "#platform/runtime/store/port.ts";

interface Tallies {
  tally(service: string): Promise<Tally>;
}
type Declarations = readonly Pick<ServiceDeclaration, "name">[];

/** A heartbeat is in an outbox for a moment, which is no work that is left; what is there at each of so many looks, is. */
const LOOKS = 5;
/** Milliseconds. */
const BETWEEN = 300;

export async function talliesOn(shelf: Tallies, declarations: Declarations): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>();
  for (const { name } of declarations) tallies.set(name, await shelf.tally(name));
  return tallies;
}

/** Those of a service whose outbox is not empty are taken again. */
export async function talliesAtRest(shelf: Tallies, declarations: Declarations): Promise<Map<string, Tally>> {
  const tallies = await talliesOn(shelf, declarations);
  for (let look = 1; look < LOOKS; look += 1) {
    const sending = declarations.filter(({ name }) => (tallies.get(name)?.outbox ?? 0) > 0);
    if (sending.length === 0) break;
    await sleep(BETWEEN);
    for (const [name, tally] of await talliesOn(shelf, sending)) tallies.set(name, tally);
  }
  return tallies;
}
