// CPU time of every process of the platform, threads included, by what the process is; from Linux's /proc.
import { readdirSync, readFileSync } from "node:fs";

export const GROUPS = ["services", "sidecars", "broker", "store"] as const;
export type Group = (typeof GROUPS)[number];
export type CpuTime = Readonly<Record<Group, number>>;

/** Linux tells CPU time in hundredths of a second. */
const TICK_MS = 10;

const groupOf = (name: string): Group => {
  if (name === "broker" || name === "store") return name;
  return name.endsWith("sidecar") ? "sidecars" : "services";
};

interface ProcessState {
  readonly parent: number;
  readonly milliseconds: number;
}

function stateOf(pid: number): ProcessState | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before may hold spaces.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(fields[1]), milliseconds: (Number(fields[11]) + Number(fields[12])) * TICK_MS };
  } catch {
    return undefined;
  }
}

/** A broker in a container is a tree of processes. */
function withDescendants(pid: number, all: ReadonlyMap<number, ProcessState>): number {
  let sum = all.get(pid)?.milliseconds ?? 0;
  for (const [other, { parent }] of all) if (parent === pid) sum += withDescendants(other, all);
  return sum;
}

/** Milliseconds so far; `pids`: name of a process -> its id. */
export function cpuTime(pids: Readonly<Record<string, number>>): CpuTime {
  const numbers = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const all = new Map(
    numbers.flatMap((pid) => {
      const state = stateOf(pid);
      return state ? [[pid, state] as const] : [];
    }),
  );
  const sum: Record<Group, number> = { services: 0, sidecars: 0, broker: 0, store: 0 };
  for (const [name, pid] of Object.entries(pids)) sum[groupOf(name)] += withDescendants(pid, all);
  return sum;
}

export const since = (before: CpuTime, after: CpuTime): CpuTime => ({
  services: after.services - before.services,
  sidecars: after.sidecars - before.sidecars,
  broker: after.broker - before.broker,
  store: after.store - before.store,
});
export const total = (time: CpuTime): number => GROUPS.reduce((sum, group) => sum + time[group], 0);

/** Mebibytes of memory that a process holds. */
export function residentMemory(pid: number): number {
  const kibibytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kibibytes) / 1_024;
}
