// Two replicas on one store, and a broker that takes far longer than a claim lasts.
import { expect, test } from "vitest";
import { emit } from "../../declare/event.ts";
import { implement } from "../../declare/implementation.ts";
import { sleep } from "../clock.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { ServiceRuntime } from "../service-runtime.ts";
import { anEvent } from "../testing/an-event.ts";
import { FlourMade, mill, surroundings } from "../testing/mill.ts";

const { claim, drain } = DEFAULT_LIMITS;
const HANDLED_AT_ONCE = 20;

function twoMills() {
  const around = surroundings();
  const { clock, bus, host } = around;
  const service = implement(mill, {
    reactions: {
      onGrainCame: async ({ data }) => [emit(FlourMade, { farmer: data.farmer, kilos: data.sacks })],
    },
  });
  const sent: string[] = [];
  const publish = bus.publish.bind(bus);
  bus.publish = async (events) => {
    sent.push(...events.filter(({ type }) => type === "FlourMade").map(({ id }) => id));
    await sleep(clock, 4 * claim);
    return publish(events);
  };
  const replicas = [new ServiceRuntime(service, host), new ServiceRuntime(service, host)];
  const bring = (from: number) =>
    Promise.all(
      Array.from({ length: HANDLED_AT_ONCE }, async (_, at) =>
        bus.subscriber?.deliver(anEvent("GrainCame", { id: `grain-${from + at}`, data: { farmer: "ada", sacks: 1 } })),
      ),
    );
  return { ...around, replicas, sent, bring };
}

test("what waits behind a slow broker, and what is on its way to it, is published once", async () => {
  const { clock, replicas, sent, bring, store } = twoMills();
  for (const replica of replicas) await replica.start();
  await bring(0);
  await clock.pass(1_000);
  await bring(HANDLED_AT_ONCE);
  await clock.pass(10 * claim);
  expect(sent).toHaveLength(2 * HANDLED_AT_ONCE);
  expect(new Set(sent).size).toBe(2 * HANDLED_AT_ONCE);
  expect(await store.takeOutbox(9, 0)).toEqual([]);
  await Promise.all([...replicas.map((replica) => replica.stop()), clock.pass(10_000)]);
});

test("what a replica held that has ended is published by the other", async () => {
  const { clock, replicas, sent, bring, bus } = twoMills();
  for (const replica of replicas) await replica.start();
  await bring(0);
  await clock.pass(2 * claim);
  const [other, ending] = replicas as [ServiceRuntime, ServiceRuntime];
  expect(sent).toHaveLength(HANDLED_AT_ONCE);
  await Promise.all([ending.stop(), clock.pass(drain + 1_000)]);
  bus.publish = async (events) => {
    sent.push(...events.map(({ id }) => id));
    return events.map(() => undefined);
  };
  await clock.pass(claim);
  expect(sent.slice(HANDLED_AT_ONCE)).toEqual(expect.arrayContaining(sent.slice(0, HANDLED_AT_ONCE)));
  await Promise.all([other.stop(), clock.pass(10_000)]);
});
