// How long a customer waits for 202 when every service behind it is away; they finish the orders when they are back.
import { load } from "../client.ts";
import { atPercent } from "../percentile.ts";
import { unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, refusals } from "./measurement.ts";

const RATE = 300;

export async function acceptAlone({ flow, seconds, platform: { services } }: Bench): Promise<readonly Finding[]> {
  const others = services.list().flatMap(({ name }) => (name === "order" ? [] : [name]));
  await Promise.all(others.map((name) => services.stop(name)));
  const size = { rate: RATE, count: RATE * seconds, inFlight: 256, skus: 100 };
  const { latencies, refused, orderIds } = await load({ url: flow.url, ...size });
  await Promise.all(others.map((name) => services.start(name)));
  await flow.quiet();
  const note = `${orderIds.length} accepted, ${refused.told}`;
  return [
    { what: `accept p50 at ${RATE}/s, others away`, value: atPercent(latencies, 50), unit: "ms", target: 3, note },
    { what: `accept p99 at ${RATE}/s, others away`, value: atPercent(latencies, 99), unit: "ms", target: 10, note },
    ...refusals("others away", refused),
    ...leftBehind("others away", unfinished(await flow.passed(orderIds))),
  ];
}
