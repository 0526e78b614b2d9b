// A burst takes a consumer from zero to many replicas and back, and each consumer on its own.
import { describe, expect, test } from "vitest";
import { ofSku } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { breakService, setFaults } from "../faults.ts";
import { untilCompleted } from "../outcome.ts";
import { podsOf, storyOf } from "../pods.ts";
import { untilScaled } from "../scaling.ts";
import { IS_SHORT, PATIENT, seconds, shop, sleepers, tell } from "../world.ts";
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
      const placed = performance.now();
      const place = (at: number) => until(() => shop.place(orderOf(at)), { ...PATIENT, every: 1_000 });
      const placeAll = async () => {
        const orderIds = await Promise.all(Array.from({ length: ORDERS }, (_, at) => place(at)));
        return { orderIds, accepted: performance.now() };
      };
      // Replicas come while orders still do.
      const [{ orderIds, accepted }, scaling] = await Promise.all([placeAll(), untilScaled(service, MANY, sleepers)]);
      const { most, wantedAt, firstAt, manyAt } = scaling;
      tell(`${ORDERS} orders were accepted in ${seconds(accepted - placed)}.`);
      tell(
        `${service}: ${MANY} replicas ready ${seconds(manyAt - placed)} after the first order, ` +
          `${seconds(manyAt - firstAt)} after the first replica; they were wanted after ${seconds(wantedAt - placed)}.`,
      );
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
