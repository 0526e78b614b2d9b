// The age of the oldest piece of unfinished work: an order that is not settled, as `unsettled: index({ isWork: true })` declares it.
import { SECOND } from "../../declare/duration.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { madeAt } from "../ids.ts";
import type { Store } from "../store/port.ts";

/** Looked at from either end: what is new is looked at soon, and what is old again and again, but later. */
const LOOKED_AT = 500;

interface Age {
  readonly state: string;
  readonly seconds: number;
}

export function unfinishedOf({ state }: ServiceDeclaration, store: Store): Promise<readonly Age[]> {
  const names = Object.entries(state).flatMap(([name, shape]) =>
    shape.kind === "index" && shape.isWork ? [name] : [],
  );
  return Promise.all(names.map(async (name) => ({ state: name, seconds: await oldest(store, name) })));
}

async function oldest(store: Store, state: string): Promise<number> {
  const ends = [false, true].map((reverse) => store.range(state, "all", { limit: LOOKED_AT, reverse }));
  const made = (await Promise.all(ends)).flat().map(({ member }) => madeAt(member) ?? Number.POSITIVE_INFINITY);
  const first = Math.min(...made);
  return Number.isFinite(first) ? Math.max(0, store.now() - first) / SECOND : 0;
}
