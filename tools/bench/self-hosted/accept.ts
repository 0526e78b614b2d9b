// How long a customer waits for 202 while all services work on what was accepted.
import { load } from "../client.ts";
import { atPercent } from "../percentile.ts";
import { unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, refusals } from "./measurement.ts";

const RATE = 300;

export async function accept({ flow, seconds }: Bench): Promise<readonly Finding[]> {
  const { latencies, refused, orderIds } = await load({
    url: flow.url,
    rate: RATE,
    count: RATE * seconds,
    inFlight: 256,
    skus: 100,
  });
  await flow.quiet();
  const note = `${orderIds.length} accepted, ${refused.told}`;
  return [
    { what: `accept p50 at ${RATE}/s`, value: atPercent(latencies, 50), unit: "ms", target: 3, note },
    { what: `accept p99 at ${RATE}/s`, value: atPercent(latencies, 99), unit: "ms", target: 10, note },
    ...refusals("accept", refused),
    ...leftBehind("accept", unfinished(await flow.passed(orderIds))),
  ];
}
