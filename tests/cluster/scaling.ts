// How many replicas each of some services has, from one look to the next, until one of them has many.
import { until } from "../kit/until.ts";
import { replicasOf } from "./pods.ts";
import { VERY_PATIENT } from "./world.ts";

export interface Scaling {
  /** The most that were ready at once, by service. */
  readonly most: ReadonlyMap<string, number>;
  /** When it was to have so many, ready or not. */
  readonly wantedAt: number;
  /** When its first replica was ready. */
  readonly firstAt: number;
  /** When so many of them were. */
  readonly manyAt: number;
}

/** Ends when `service` has `many` replicas that are ready. */
export async function untilScaled(service: string, many: number, names: readonly string[]): Promise<Scaling> {
  const most = new Map(names.map((name) => [name, 0]));
  let wantedAt = Infinity;
  let firstAt = Infinity;
  await until(async () => {
    for (const name of names) {
      const { ready, wanted } = await replicasOf(name);
      most.set(name, Math.max(most.get(name) ?? 0, ready));
      if (name === service && wanted >= many) wantedAt = Math.min(wantedAt, performance.now());
      if (name === service && ready > 0) firstAt = Math.min(firstAt, performance.now());
    }
    return (most.get(service) ?? 0) >= many;
  }, VERY_PATIENT);
  return { most, wantedAt, firstAt, manyAt: performance.now() };
}
