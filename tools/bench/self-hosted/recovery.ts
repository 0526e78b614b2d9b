// How long work in hand takes when its service is killed under load and started again at once, as a cluster would.
import { setTimeout as sleep } from "node:timers/promises";
import { load } from "../client.ts";
import { atPercent } from "../percentile.ts";
import { timesTo, unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, refusals } from "./measurement.ts";

const RATE = 100;
const SECONDS = 10;
/** One that only stores, and one that asks somebody outside. */
const VICTIMS = ["inventory", "billing"] as const;

export async function recovery(bench: Bench): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const victim of VICTIMS) findings.push(...(await kill(victim, bench)));
  return findings;
}

async function kill(victim: string, { flow, platform: { services } }: Bench): Promise<readonly Finding[]> {
  const loading = load({ url: flow.url, rate: RATE, count: RATE * SECONDS, inFlight: 256, skus: 100 });
  await sleep((SECONDS * 1_000) / 3);
  const killedAt = Date.now();
  await services.kill(victim);
  await services.start(victim);
  const { orderIds, refused } = await loading;
  await flow.quiet();
  const orders = await flow.passed(orderIds);
  const inHand = orders.filter(
    (order) => (order.get("PENDING") ?? killedAt) < killedAt && (order.get("COMPLETED") ?? killedAt) >= killedAt,
  );
  const waits = inHand.map((order) => ((order.get("COMPLETED") ?? Number.POSITIVE_INFINITY) - killedAt) / 1_000);
  const slowest = Math.max(...timesTo("COMPLETED", orders)) / 1_000;
  return [
    {
      what: `${victim} killed at ${RATE}/s: work in hand done p99`,
      value: atPercent(waits, 99),
      unit: "s",
      target: 15,
      note: `${inHand.length} orders in hand; slowest order of the run ${slowest.toFixed(1)} s`,
    },
    ...refusals(`${victim} killed`, refused),
    ...leftBehind(`${victim} killed`, unfinished(orders)),
  ];
}
