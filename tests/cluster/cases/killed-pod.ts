// A pod that is killed in the middle of its work: somebody else finishes it, and does nothing twice.
import { expect, test } from "vitest";
import { until } from "../../kit/until.ts";
import { breakService, setFaults } from "../faults.ts";
import { untilCompleted } from "../outcome.ts";
import { killPod, onePodOf, podsOf, replicasOf, runIn } from "../pods.ts";
import { PATIENT, seconds, shop, tell } from "../world.ts";

const VICTIM = "inventory";
const ORDERS = 20;
/** Longer than it takes from looking to killing, so what was seen in hand is still there. */
const SLOW = 10_000;
/**
 * Events in hand, some of them heartbeats, which are counted as well. On Kafka each partition hands over one portion at a time,
 * and the first portions are of one event, so few of the orders are in hand at once.
 */
const MANY = 3;
const IN_HAND = `
  const text = await (await fetch("http://127.0.0.1:" + process.env.PORT + "/metrics")).text();
  console.log(/^millrace_in_hand.* (\\d+)$/m.exec(text)?.[1] ?? "none");`;

test("the work of a pod that is killed is finished by another", async () => {
  await breakService(VICTIM, { slow: SLOW });
  const victim = await onePodOf(VICTIM);
  const orderIds = await shop.placeMany(ORDERS);
  const inHand = await until(async () => {
    const count = Number((await runIn(VICTIM, IN_HAND, victim)).output);
    return count >= MANY && count;
  }, PATIENT);
  await killPod(victim);
  const killed = performance.now();
  const unreserved = (await Promise.all(orderIds.map((id) => shop.order(id)))).filter(
    ({ status }) => status === "PENDING",
  );
  expect(unreserved.length, "orders that the one that was killed had not finished").toBeGreaterThan(0);
  // Whoever comes instead is as fast as usual: it is the loss that is looked at.
  await setFaults(VICTIM, {});
  tell(`The pod of ${VICTIM} is killed with ${inHand} events in hand, of ${ORDERS} orders.`);
  await untilCompleted(orderIds);
  tell(`All orders are COMPLETED ${seconds(performance.now() - killed)} after that.`);
  const replaced = await podsOf(VICTIM);
  expect(replaced.map(({ metadata }) => metadata?.uid)).not.toContain(victim.metadata?.uid);
});

test("an administrator kills a replica from the control room, and another comes", async () => {
  const before = await podsOf("user");
  const { status, body } = await shop.administrator.post<{ replica: string }>("/services/user/kill");
  expect(status).toBe(200);
  expect(before.map(({ metadata }) => metadata?.name)).toContain(body.replica);
  // Ready and reached, not only made: whoever comes next finds the cluster as it was.
  await until(async () => {
    const names = (await podsOf("user")).map(({ metadata }) => metadata?.name);
    const { wanted, ready } = await replicasOf("user");
    const { status: seen } = await shop.client.get("/users/user-5678");
    return !names.includes(body.replica) && ready > 0 && ready === wanted && seen === 200;
  }, PATIENT);
});
