// Ten thousand orders as fast as they are accepted: what waits grows long, and is worked off to the last one.
import { expect, test } from "vitest";
import { ofSku } from "../../kit/orders.ts";
import { until } from "../../kit/until.ts";
import { IS_SHORT, OVER_A_ROUND, PATIENT, seconds, shop, tell, VERY_PATIENT } from "../world.ts";

const ORDERS = 10_000;
const AT_ONCE = 50;
/** Of the products that a new release has, so that none runs out. */
const PRODUCTS = 20;

const ended = async (): Promise<number> => {
  const { ordersCompleted, ordersCancelled } = await shop.summary();
  return ordersCompleted + ordersCancelled;
};

/** So many customers, each with one order after the other. */
async function placeAll(): Promise<readonly string[]> {
  const orderIds: string[] = [];
  let next = 0;
  const customer = async (): Promise<void> => {
    while (next < ORDERS) orderIds.push(await shop.place(ofSku(`SKU-${(next++ % PRODUCTS) + 1}`)));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, customer));
  return orderIds;
}

if (IS_SHORT) console.log(`Left out: the drain of ${ORDERS} orders (SHORT=1).`);
test.skipIf(IS_SHORT)(`${ORDERS} orders are worked off`, async () => {
  const before = await until(ended, PATIENT);
  const began = performance.now();
  const orderIds = await placeAll();
  const accepted = performance.now();
  tell(`${ORDERS} orders accepted in ${seconds(accepted - began)}.`);
  await until(async () => (await ended()) - before >= ORDERS, OVER_A_ROUND);
  tell(`All of them have ended ${seconds(performance.now() - accepted)} after the last was accepted.`);
  await shop.untilAll(orderIds, "COMPLETED", VERY_PATIENT);
  expect(await shop.deadLetters()).toEqual([]);
});
