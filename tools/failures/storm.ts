// Breaks one thing after the other, each with orders in flight, and measures how long the platform takes to recover.
import { setTimeout as sleep } from "node:timers/promises";
import { between, pick, type Random } from "#platform/simulate/seeded-random.ts";
import type { SelfHosted } from "../self-hosted/self-hosted.ts";
import type { Fault } from "./faults/fault.ts";
import type { Probes } from "./probes.ts";

export interface Struck {
  readonly fault: string;
  readonly target: string;
  /** Milliseconds from the blow until what was hit is there again. */
  readonly away: number;
  /** From then until all that follows from the orders in flight, and from one that came afterwards, has happened. */
  readonly recovery: number;
  /** What has not happened in all the time that there was. */
  readonly missing: string | undefined;
}
interface StormOptions {
  readonly platform: SelfHosted;
  readonly probes: Probes;
  readonly random: Random;
  readonly faults: readonly Fault[];
  /** Looked at after each round, in which every fault strikes once. */
  readonly isOver: () => boolean;
  readonly note: (struck: Struck) => void;
}
const IN_FLIGHT = 5;
const LONGEST_RECOVERY = 120_000;
const LONGEST_PAUSE = 2_000;

export async function storm({ platform, probes, random, faults, isOver, note }: StormOptions): Promise<Struck[]> {
  const all: Struck[] = [];
  do
    for (const fault of shuffled(faults, random)) {
      if (isOver() && all.length >= faults.length) break;
      const struck = await strikeOnce(fault, { platform, probes, random });
      all.push(struck);
      note(struck);
      await sleep(between(random, 0, LONGEST_PAUSE));
    }
  while (!isOver());
  return all;
}

async function strikeOnce(
  fault: Fault,
  { platform, probes, random }: Pick<StormOptions, "platform" | "probes" | "random">,
): Promise<Struck> {
  const before = await probes.placeMany(IN_FLIGHT);
  const started = performance.now();
  const { target, lasts, mend } = await fault.strike(platform, random);
  await sleep(lasts);
  await mend();
  const away = performance.now() - started;
  const back = performance.now();
  const after = await probes.place();
  const missing = await probes.missing([...before, after], LONGEST_RECOVERY);
  return { fault: fault.name, target, away, recovery: performance.now() - back, missing };
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  const left = [...all];
  return all.map(() => {
    const next = pick(random, left);
    left.splice(left.indexOf(next), 1);
    return next;
  });
}
