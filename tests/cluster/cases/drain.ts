// Ten thousand orders as fast as they are accepted: what waits grows long, and is worked off to the last one.
import { expect, test } from "vitest";
import { ofSku } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { untilCompleted } from "../outcome.ts";
import { IS_SHORT, OVER_A_ROUND, PATIENT, seconds, shop, tell } from "../world.ts";

const ORDERS = 10_000;
const AT_ONCE = 50;
/** Of the products that a new release has, so that none runs out. */
const PRODUCTS = 20;

const ended = async (): Promise<number> => {
  const { ordersCompleted, ordersCancelled } = await shop.summary();
  return ordersCompleted + ordersCancelled;
};

/** So many customers, each with one order after the other; who is refused asks again a second later. */
async function placeAll(): Promise<{ readonly orderIds: readonly string[]; readonly asked: number }> {
  const orderIds: string[] = [];
  let next = 0;
  let asked = 0;
  const customer = async (): Promise<void> => {
    while (next < ORDERS) {
      const order = ofSku(`SKU-${(next++ % PRODUCTS) + 1}`);
      const place = (): Promise<string> => {
        asked++;
        return shop.place(order);
      };
      orderIds.push(await until(place, { ...PATIENT, every: 1_000 }));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, customer));
  return { orderIds, asked };
}

if (IS_SHORT) console.log(`Left out: the drain of ${ORDERS} orders (SHORT=1).`);
test.skipIf(IS_SHORT)(`${ORDERS} orders are worked off`, async () => {
  const before = await until(ended, PATIENT);
  const began = performance.now();
  const { orderIds, asked } = await placeAll();
  const accepted = performance.now();
  tell(`${ORDERS} orders accepted in ${seconds(accepted - began)}, ${asked - ORDERS} refused before.`);
  await until(async () => (await ended()) - before >= ORDERS, OVER_A_ROUND);
  tell(`All of them have ended ${seconds(performance.now() - accepted)} after the last was accepted.`);
  await untilCompleted(orderIds);
  expect(await shop.deadLetters()).toEqual([]);
});
