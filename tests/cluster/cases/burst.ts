// A burst takes a consumer from zero to many replicas and back, and each consumer on its own.
import { describe, expect, test } from "vitest";
import { ofSku } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { breakService, setFaults } from "../faults.ts";
import { untilCompleted } from "../outcome.ts";
import { podsOf, replicasOf, storyOf } from "../pods.ts";
import { IS_SHORT, PATIENT, seconds, shop, sleepers, tell, VERY_PATIENT } from "../world.ts";
import { untilAsleep } from "./asleep.ts";

const ORDERS = 500;
const SLOW = 10_000;
const MANY = 5;
/** One piece each of many products, so that none runs out. */
const orderOf = (at: number) => ofSku(`SKU-${(at % 15) + 5}`);
const slow = IS_SHORT ? sleepers.slice(0, 1) : sleepers;

if (IS_SHORT) console.log(`Left out: a burst for each of ${sleepers.slice(1).join(", ")} (SHORT=1).`);
describe("a burst", () => {
  test.each(slow)(
    "takes %s, which sleeps and is slow, to many replicas, and not the others with it",
    async (service) => {
      // The switch is in its store, and setting it wakes it.
      await breakService(service, { slow: SLOW });
      await untilAsleep([service]);
      const most = new Map(sleepers.map((name) => [name, 0]));
      const placed = performance.now();
      const place = (at: number) => until(() => shop.place(orderOf(at)), { ...PATIENT, every: 1_000 });
      const orderIds = await Promise.all(Array.from({ length: ORDERS }, (_, at) => place(at)));
      const accepted = performance.now();
      const whenReady = new Map<number, number>();
      let wanted = Infinity;
      await until(async () => {
        for (const name of sleepers) {
          const replicas = await replicasOf(name);
          most.set(name, Math.max(most.get(name) ?? 0, replicas.ready));
          if (name === service && replicas.wanted >= MANY) wanted = Math.min(wanted, performance.now());
        }
        const ready = most.get(service) ?? 0;
        if (!whenReady.has(ready)) whenReady.set(ready, performance.now());
        return ready >= MANY;
      }, VERY_PATIENT);
      const whenAtLeast = (count: number): number =>
        Math.min(...[...whenReady].flatMap(([ready, at]) => (ready >= count ? [at] : [])));
      const many = whenAtLeast(MANY);
      tell(
        `${service}: ${MANY} replicas ready ${seconds(many - accepted)} after ${ORDERS} orders had been accepted in ` +
          `${seconds(accepted - placed)}, ${seconds(many - whenAtLeast(1))} after the first replica.`,
      );
      tell(`${MANY} were wanted ${seconds(wanted - accepted)} after that.`);
      for (const pod of await podsOf(service)) tell(storyOf(pod));
      await setFaults(service, {});
      await untilCompleted(orderIds);
      tell(`All of the ${ORDERS} orders are COMPLETED ${seconds(performance.now() - placed)} after the first.`);
      const others = sleepers.filter((name) => name !== service);
      expect(Math.min(...others.map((name) => most.get(name) ?? 0)), "others are scaled on their own").toBeLessThan(
        MANY,
      );
    },
  );

  test("is over, and all of them go back to zero", async () => {
    const began = performance.now();
    await untilAsleep();
    tell(`All at zero again ${seconds(performance.now() - began)} later.`);
    expect(await shop.deadLetters()).toEqual([]);
  });
});
