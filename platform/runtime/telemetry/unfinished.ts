// Unfinished work: orders that are not settled, dead letters that nobody has decided; `index({ isWork: true })` declares it.
import { SECOND } from "../../declare/duration.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import { madeAt } from "../ids.ts";
import type { Store } from "../store/port.ts";

/** Looked at from either end: what is new is looked at soon, and what is old again and again, but later. */
const LOOKED_AT = 500;

interface Unfinished {
  readonly state: string;
  /** Counted up to a thousand: more is as bad. */
  readonly count: number;
  /** The age of the oldest, where its id says it. */
  readonly seconds: number;
}

export function unfinishedOf({ state }: ServiceDeclaration, store: Store): Promise<readonly Unfinished[]> {
  const names = Object.entries(state).flatMap(([name, shape]) =>
    shape.kind === "index" && shape.isWork ? [name] : [],
  );
  return Promise.all(names.map(async (name) => ({ state: name, ...(await look(store, name)) })));
}

async function look(store: Store, state: string): Promise<Omit<Unfinished, "state">> {
  const ends = [false, true].map((reverse) => store.range(state, "all", { limit: LOOKED_AT, reverse }));
  const members = new Set((await Promise.all(ends)).flat().map(({ member }) => member));
  const first = Math.min(...Array.from(members, (member) => madeAt(member) ?? Number.POSITIVE_INFINITY));
  return { count: members.size, seconds: Number.isFinite(first) ? Math.max(0, store.now() - first) / SECOND : 0 };
}
