// What is still to be done: events that wait in some service, and those that a consumer has not seen.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { heardBy } from "#platform/derive/graph.ts";
import type { Tally } from "#platform/runtime/store/port.ts";

/** `dead`: how many dead letters of a service nobody has decided about, and `why`, where it is known. Empty when all work is done. */
export function whatIsLeft(
  declarations: readonly ServiceDeclaration[],
  tallies: ReadonlyMap<string, Tally>,
  dead: (service: string) => number,
  why: (service: string) => string = () => "",
): string[] {
  const committed = new Map(
    [...tallies.values()].flatMap((tally) =>
      Object.entries(tally.committed).map(([topic, { count }]) => [topic, count] as const),
    ),
  );
  return declarations.flatMap((declaration) => {
    const { name } = declaration;
    const { outbox = 0, parked = 0, seen = {} } = tallies.get(name) ?? {};
    const waiting = Object.entries({ outbox, parked }).filter(([, count]) => count !== 0);
    const reason = why(name);
    const letters = dead(name) === 0 ? [] : [`${name}: ${dead(name)} dead${reason && ` (${reason})`}`];
    const unseen = heardBy(declaration, declarations).flatMap((event) => {
      const missing = (committed.get(event.name) ?? 0) - (seen[event.name] ?? 0);
      return missing > 0 ? [`${name} has not seen ${missing} ${event.name}`] : [];
    });
    return [...waiting.map(([what, count]) => `${name}: ${count} ${what}`), ...letters, ...unseen];
  });
}
