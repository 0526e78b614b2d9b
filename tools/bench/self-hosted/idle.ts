// What the platform costs while nothing happens.
import { setTimeout as sleep } from "node:timers/promises";
import { cpuTime, GROUPS, since, total } from "./cpu-time.ts";
import type { Bench, Finding } from "./measurement.ts";

const SECONDS = 10;

export async function idle({ platform }: Bench): Promise<readonly Finding[]> {
  const before = cpuTime(platform.pids());
  await sleep(SECONDS * 1_000);
  const used = since(before, cpuTime(platform.pids()));
  const share = (milliseconds: number): number => milliseconds / SECONDS / 10;
  const note = GROUPS.map((group) => `${group} ${share(used[group]).toFixed(1)}`).join(", ");
  return [{ what: "idle", value: share(total(used)), unit: "% of a core", note }];
}
