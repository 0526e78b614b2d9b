// Many orders take a consumer that is slow from zero to many replicas and back, and no other to as many.
import { describe, expect, test } from "vitest";
import { untilFewest } from "#load-tests/targets/fewest-replicas.ts";
import { whileOrdering } from "../customers.ts";
import { breakService, setFaults } from "../faults.ts";
import { untilCompleted } from "../outcome.ts";
import { podsOf, replicasOf, storyOf } from "../pods.ts";
import { untilScaled } from "../scaling.ts";
import { IS_SHORT, OVER_A_ROUND, seconds, shop, sleepers, tell } from "../world.ts";
import { untilAsleep } from "./asleep.ts";

/** Orders a second: few enough for whoever is not slow, so that a crowd of all services does not hide who is scaled for what. */
const RATE = 10;
const SLOW = 10_000;
const MANY = 5;
/** Waiting for sleep, for replicas and for orders may each take minutes. */
const LONGEST = 1_800_000;
/** That each of them has. */
const ready = async (): Promise<Readonly<Record<string, number>>> =>
  Object.fromEntries(await Promise.all(sleepers.map(async (name) => [name, (await replicasOf(name)).ready] as const)));
const slow = IS_SHORT ? sleepers.slice(0, 1) : sleepers;

if (IS_SHORT) console.log(`Left out: a burst for each of ${sleepers.slice(1).join(", ")} (SHORT=1).`);
describe("a burst", () => {
  test.each(slow)(
    "takes %s, which sleeps and is slow, to many replicas, and no other to as many",
    { timeout: LONGEST },
    async (service) => {
      // Nobody is blamed for replicas that the burst before has left.
      await untilFewest({ replicas: ready, fewest: new Map(), timeout: OVER_A_ROUND.within });
      // The switch is in its store, and setting it wakes it.
      await breakService(service, { slow: SLOW });
      await untilAsleep([service]);
      const placed = performance.now();
      let most: ReadonlyMap<string, number> = new Map();
      const { orderIds, refusals } = await whileOrdering(RATE, async () => {
        const scaling = await untilScaled(service, MANY, sleepers);
        const { wantedAt, firstAt, manyAt } = scaling;
        tell(
          `${service}: ${MANY} replicas ready ${seconds(manyAt - placed)} after the first order, ` +
            `${seconds(manyAt - firstAt)} after the first replica, ${seconds(manyAt - wantedAt)} after they were wanted.`,
        );
        most = scaling.most;
      });
      for (const pod of await podsOf(service)) tell(storyOf(pod));
      await setFaults(service, {});
      expect(refusals).toEqual([]);
      await untilCompleted(orderIds);
      tell(`All of ${orderIds.length} orders are COMPLETED ${seconds(performance.now() - placed)} after the first.`);
      const others = Object.fromEntries([...most].filter(([name]) => name !== service));
      tell(`The others had at most: ${JSON.stringify(others)}.`);
      expect(Math.max(...Object.values(others)), "others are scaled on their own").toBeLessThan(MANY);
    },
  );

  test("is over, and all of them go back to zero", async () => {
    const began = performance.now();
    await untilAsleep();
    tell(`All at zero again ${seconds(performance.now() - began)} later.`);
    expect(await shop.deadLetters()).toEqual([]);
  });
});
