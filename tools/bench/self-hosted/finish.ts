// How long after its acceptance an order is confirmed and completed, by the order service's own record of it.
import { load } from "../client.ts";
import { atPercent } from "../percentile.ts";
import { timesTo, unfinished } from "./flow.ts";
import { type Bench, type Finding, leftBehind, refusals } from "./measurement.ts";

const RATE = 100;
const TARGETS = { CONFIRMED: { 50: 15, 99: 60 }, COMPLETED: { 50: 30, 99: 100 } } as const;

export async function finish({ flow, seconds }: Bench): Promise<readonly Finding[]> {
  const { orderIds, refused } = await load({
    url: flow.url,
    rate: RATE,
    count: RATE * seconds,
    inFlight: 256,
    skus: 100,
  });
  await flow.quiet();
  const orders = await flow.passed(orderIds);
  const row = (status: keyof typeof TARGETS, percent: 50 | 99): Finding => ({
    what: `${status} p${percent} at ${RATE}/s`,
    value: atPercent(timesTo(status, orders), percent),
    unit: "ms",
    target: TARGETS[status][percent],
  });
  return [
    row("CONFIRMED", 50),
    row("CONFIRMED", 99),
    row("COMPLETED", 50),
    row("COMPLETED", 99),
    ...refusals("finish", refused),
    ...leftBehind("finish", unfinished(orders)),
  ];
}
