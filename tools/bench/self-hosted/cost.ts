// CPU time that all processes together spend on an order from its acceptance until everybody has heard everything.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { startSelfHosted } from "#tools/self-hosted/self-hosted.ts";
import { load } from "../client.ts";
import { type CpuTime, cpuTime, GROUPS, since, total } from "./cpu-time.ts";
import { Flow, unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, QUIET_AND_FULL, refusals } from "./measurement.ts";

const RATE = 300;

export async function cost({ flow, platform, seconds }: Bench): Promise<readonly Finding[]> {
  const [heardBefore, before] = [await flow.quiet(), cpuTime(platform.pids())];
  const { orderIds, refused } = await load({
    url: flow.url,
    rate: RATE,
    count: RATE * seconds,
    inFlight: 256,
    skus: 100,
  });
  const heard = (await flow.quiet()) - heardBefore;
  const used = since(before, cpuTime(platform.pids()));
  return [
    ...costRows(`at ${RATE}/s`, used, orderIds.length, heard),
    ...refusals("cost", refused),
    ...leftBehind("cost", unfinished(await flow.passed(orderIds))),
  ];
}

export function costRows(when: string, used: CpuTime, orders: number, heard: number): readonly Finding[] {
  const note = GROUPS.map((group) => `${group} ${(used[group] / orders).toFixed(2)}`).join(", ");
  const deliveries = `${(heard / orders).toFixed(1)} deliveries an order`;
  return [
    { what: `CPU an order ${when}`, value: total(used) / orders, unit: "ms", target: 6, note },
    { what: `CPU a delivery ${when}`, value: total(used) / heard, unit: "ms", target: 0.15, note: deliveries },
  ];
}

/** CPU-ms an order of a platform that is started for this alone. */
export async function costBesideSidecars(
  broker: Broker,
  variables: Readonly<Record<string, string>>,
  seconds: number,
): Promise<number> {
  const environment = { ...process.env, ...QUIET_AND_FULL, ...variables };
  const platform = await startSelfHosted({ broker, port: 0, environment, say: () => undefined });
  const flow = await Flow.open(platform);
  try {
    await flow.warmUp();
    const [order, , ...failures] = await cost({ flow, platform, seconds, burst: 0 });
    if (!order || failures.length > 0) throw new Error("Orders were left behind, so no figure counts.");
    return order.value;
  } finally {
    flow.close();
    await platform.close();
  }
}
