// A burst takes a consumer from zero to many replicas and back, and each consumer on its own.
import { describe, expect, test } from "vitest";
import { ofSku } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { breakService, setFaults } from "../faults.ts";
import { replicasOf } from "../pods.ts";
import { IS_SHORT, seconds, shop, sleepers, tell, VERY_PATIENT } from "../world.ts";
import { untilAsleep } from "./asleep.ts";

const ORDERS = 500;
const SLOW = 10_000;
const MANY = 3;
/** One piece each of many products, so that none runs out. */
const orderOf = (at: number) => ofSku(`SKU-${(at % 15) + 5}`);
const slow = IS_SHORT ? sleepers.slice(0, 1) : sleepers;

if (IS_SHORT) console.log(`Left out: a burst for each of ${sleepers.slice(1).join(", ")} (SHORT=1).`);
describe("a burst", () => {
  test.each(slow)("takes %s, which is slow, to many replicas, and not the others with it", async (service) => {
    await breakService(service, { slow: SLOW });
    const most = new Map(sleepers.map((name) => [name, 0]));
    const orderIds = await Promise.all(Array.from({ length: ORDERS }, (_, at) => shop.place(orderOf(at))));
    const began = performance.now();
    await until(async () => {
      for (const name of sleepers) most.set(name, Math.max(most.get(name) ?? 0, (await replicasOf(name)).ready));
      return (most.get(service) ?? 0) >= MANY;
    }, VERY_PATIENT);
    tell(`${service}: ${MANY} replicas ready ${seconds(performance.now() - began)} after ${ORDERS} orders.`);
    await setFaults(service, {});
    await shop.untilAll(orderIds, "COMPLETED", VERY_PATIENT);
    const others = sleepers.filter((name) => name !== service);
    expect(Math.min(...others.map((name) => most.get(name) ?? 0)), "others are scaled on their own").toBeLessThan(MANY);
  });

  test("is over, and all of them go back to zero", async () => {
    const began = performance.now();
    await untilAsleep();
    tell(`All at zero again ${seconds(performance.now() - began)} later.`);
    expect(await shop.deadLetters()).toEqual([]);
  });
});
