// A pod that is killed in the middle of its work: somebody else finishes it, and does nothing twice.
import { expect, test } from "vitest";
import { until } from "../../kit/until.ts";
import { breakService } from "../faults.ts";
import { killPod, podsOf } from "../pods.ts";
import { PATIENT, seconds, shop, tell, VERY_PATIENT } from "../world.ts";

const VICTIM = "inventory";
const ORDERS = 20;

test("the work of a pod that is killed is finished by another", async () => {
  await breakService(VICTIM, { slow: 2_000 });
  const [victim] = await podsOf(VICTIM);
  if (!victim) throw new Error(`${VICTIM} has no pod.`);
  const orderIds = await shop.placeMany(ORDERS);
  await until(async () => {
    const { body } = await shop.client.get<{ handlings: { service: string }[] }>(`/timelines/${orderIds[0]}`);
    return body.handlings.some(({ service }) => service !== VICTIM);
  }, PATIENT);
  await killPod(victim);
  const killed = performance.now();
  await shop.untilAll(orderIds, "COMPLETED", VERY_PATIENT);
  tell(
    `All ${ORDERS} orders are COMPLETED ${seconds(performance.now() - killed)} after the pod of ${VICTIM} was killed.`,
  );
  const replaced = await podsOf(VICTIM);
  expect(replaced.map(({ metadata }) => metadata?.uid)).not.toContain(victim.metadata?.uid);
});

test("an administrator kills a replica from the control room, and another comes", async () => {
  const before = await podsOf("user");
  const { status, body } = await shop.administrator.post<{ replica: string }>("/services/user/kill");
  expect(status).toBe(200);
  expect(before.map(({ metadata }) => metadata?.name)).toContain(body.replica);
  await until(async () => {
    const names = (await podsOf("user")).map(({ metadata }) => metadata?.name);
    return names.length > 0 && !names.includes(body.replica);
  }, PATIENT);
});
