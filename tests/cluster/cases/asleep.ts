// Services at zero replicas: nothing waits, so nobody is there; one event, or one request, wakes them.
import { describe, expect, test } from "vitest";
import { EVERY } from "#k8s/scaling/rounds.ts";
import type { SeenHandling } from "#services/operations/domain/handling.ts";
import type { TimelineEntry } from "#services/operations/domain/timeline.ts";
import { atPercent } from "#tools/bench/percentile.ts";
import { until } from "../../kit/until.ts";
import { allPodsOf } from "../pods.ts";
import { IS_SHORT, OVER_A_ROUND, PATIENT, seconds, shop, sleepers, tell } from "../world.ts";

/** A pod that is leaving still answers those who have a connection to it. */
const isAsleep = async (service: string): Promise<boolean> => (await allPodsOf(service)).length === 0;
const MINUTE = 60_000;
/** Between two services' rounds, in which each is woken for a moment although nothing waits for it. */
const ROUND = (EVERY / sleepers.length) * MINUTE;
const isRoundNear = (): boolean => Date.now() % ROUND > ROUND - MINUTE;

export const untilAsleep = (services = sleepers) =>
  until(async () => {
    const awake = (await Promise.all(services.map(async (name) => ((await isAsleep(name)) ? [] : [name])))).flat();
    if (awake.length > 0) throw new Error(`Awake: ${awake.join(", ")}`);
    return !isRoundNear();
  }, OVER_A_ROUND);

interface Story {
  readonly entries: readonly TimelineEntry[];
  readonly handlings: readonly SeenHandling[];
}

/** Milliseconds from the first event that a service hears of an order to when it has it in hand. */
function waitOf(service: string, { entries, handlings }: Story): number | undefined {
  const waits = handlings
    .filter((handling) => handling.service === service)
    .flatMap(({ eventId, at }) => entries.filter(({ id }) => id === eventId).map((entry) => at - entry.at));
  return waits.length === 0 ? undefined : Math.max(...waits);
}

/** Places an order, waits until it is COMPLETED, and tells how long each of those who slept took. */
async function waitsOfOneOrder(asleep: readonly string[]): Promise<readonly number[]> {
  const began = performance.now();
  const orderId = await shop.place();
  await shop.untilStatus(orderId, "COMPLETED", PATIENT);
  tell(`${asleep.length} asleep: an order is COMPLETED ${seconds(performance.now() - began)} after it was placed.`);
  const waits = await until(async () => {
    const { body } = await shop.client.get<Story>(`/timelines/${orderId}`);
    const found = asleep.map((service) => [service, waitOf(service, body)] as const);
    const silent = found.flatMap(([service, wait]) => (wait === undefined ? [service] : []));
    if (silent.length > 0) throw new Error(`Nothing was heard of ${silent.join(", ")}.`);
    return found as readonly (readonly [string, number])[];
  }, PATIENT);
  for (const [service, wait] of waits) tell(`${service}: ${seconds(wait)} from an event to its first handling.`);
  return waits.map(([, wait]) => wait);
}

/** As often as it wakes them, it waits until they sleep. */
const LONGEST = 3_600_000;
/** A first handling is soon seen; how long it takes, only in many of them. */
const WAKES = IS_SHORT ? 1 : 4;
const ASKED = "loyalty";
const others = sleepers.filter((name) => name !== ASKED);

describe("at zero replicas", () => {
  test("a request for one that sleeps is answered 503 with Retry-After, and wakes it and nobody else", async () => {
    await untilAsleep();
    const began = performance.now();
    const first = await shop.client.get("/loyalty/user-5678");
    expect(first.status).toBe(503);
    expect(first.headers.get("retry-after")).toBe("10");
    await until(() => shop.points("user-5678"), PATIENT);
    tell(`A service that slept answers ${seconds(performance.now() - began)} after the first request.`);
    expect(await Promise.all(others.map(isAsleep))).not.toContain(false);
  });

  test(
    "one order wakes every service that sleeps, and is completed",
    async () => {
      const asleep = IS_SHORT ? others : sleepers;
      const waits: number[] = [];
      for (let wake = 0; wake < WAKES; wake += 1) {
        await untilAsleep(asleep);
        waits.push(...(await waitsOfOneOrder(asleep)));
      }
      tell(`${waits.length} first handlings, p95: ${seconds(atPercent(waits, 95))} from an event to it.`);
    },
    LONGEST,
  );
});
