// Many orders at once: how fast they are accepted, and when the last of them is finished.
import { load } from "../client.ts";
import { atPercent } from "../percentile.ts";
import { costRows } from "./cost.ts";
import { cpuTime, residentMemory, since } from "./cpu-time.ts";
import { type Passed, unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, refusals } from "./measurement.ts";

const RATE = 1_000;

export async function burst({ flow, platform, burst: count }: Bench): Promise<readonly Finding[]> {
  const [heardBefore, before] = [await flow.quiet(), cpuTime(platform.pids())];
  const size = { rate: RATE, count, inFlight: 1_024, skus: 100 };
  const { orderIds, latencies, refused, seconds } = await load({ url: flow.url, ...size });
  const heard = (await flow.quiet()) - heardBefore;
  const used = since(before, cpuTime(platform.pids()));
  const orders = await flow.passed(orderIds);
  const memory = Object.entries(platform.pids())
    .filter(([name]) => name !== "broker" && name !== "store" && !name.endsWith("sidecar"))
    .map(([name, pid]) => ({ name, size: residentMemory(pid) }))
    .reduce((most, each) => (each.size > most.size ? each : most));
  const of = `burst of ${count} at ${RATE}/s`;
  return [
    {
      what: `${of}: accepted in`,
      value: seconds,
      unit: "s",
      note: `${Math.round(orderIds.length / seconds)}/s, ${refused.told}`,
    },
    { what: `${of}: accept p99`, value: atPercent(latencies, 99), unit: "ms", target: 100 },
    { what: `${of}: all finished after`, value: duration(orders), unit: "s", target: count / 400 },
    { what: `${of}: largest service`, value: memory.size, unit: "MiB", target: 200, note: memory.name },
    ...costRows("in the burst", used, orderIds.length, heard),
    ...refusals("burst", refused),
    ...leftBehind("burst", unfinished(orders)),
  ];
}

/** Seconds from the first acceptance to the last completion; NaN when nothing was completed. */
function duration(orders: readonly Passed[]): number {
  const all = (status: string): readonly number[] => orders.flatMap((order) => order.get(status) ?? []);
  const [accepted, completed] = [all("PENDING"), all("COMPLETED")];
  if (completed.length === 0) return Number.NaN;
  const first = accepted.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  const last = completed.reduce((most, at) => Math.max(most, at), 0);
  return (last - first) / 1_000;
}
