// Another broker in a release that runs: orders are accepted all the while, and every one of them ends.
import { expect, test } from "vitest";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { whileOrdering } from "../customers.ts";
import { untilCompleted } from "../outcome.ts";
import { hasServer, namespace } from "../pods.ts";
import { run } from "../rollout.ts";
import { broker, IS_SHORT, seconds, shop, tell, URL, VERY_PATIENT } from "../world.ts";

const RATE = 2;
/** Each swap makes all pods anew twice, and then every order may take its time. */
const LONGEST = 1_800_000;
const next = BROKERS[(BROKERS.findIndex((name) => name === broker) + 1) % BROKERS.length] ?? broker;
/** What another make was told would win against the environment. */
const swapTo = (name: string, ...more: readonly string[]): Promise<string> => {
  const words = [`BROKER=${name}`, `URL=${URL}`, `NAMESPACE=${namespace}`, ...more];
  return run("make", ["--no-print-directory", "swap-broker", ...words], {
    MAKEFLAGS: "",
    MAKEOVERRIDES: "",
    TAG: "",
  });
};

if (IS_SHORT) console.log("Left out: the swap of the broker, and one that fails (SHORT=1).");
test.skipIf(IS_SHORT)(
  `a swap to ${next} that fails leaves ${broker} in its place, and loses nothing`,
  async () => {
    const began = performance.now();
    const { orderIds, refusals } = await whileOrdering(RATE, async () => {
      const failing = swapTo(next, "TAG=nobody-has-made-it", "WITHIN=20s");
      await expect(failing).rejects.toThrow(`${next} did not take over; ${broker} carries the events as before.`);
    });
    tell(`${orderIds.length} orders were accepted in the ${seconds(performance.now() - began)} of a swap that fails.`);
    expect(refusals).toEqual([]);
    await untilCompleted(orderIds);
    expect([await hasServer(broker), await hasServer(next)]).toEqual([true, false]);
  },
  LONGEST,
);

test.skipIf(IS_SHORT)(
  `${next} takes the place of ${broker} under load`,
  async () => {
    const began = performance.now();
    let said = "";
    const { orderIds, refusals } = await whileOrdering(RATE, async () => {
      said = await swapTo(next);
    });
    for (const line of said.trim().split("\n")) tell(line);
    tell(`${orderIds.length} orders were accepted in the ${seconds(performance.now() - began)} of the swap.`);
    expect(refusals).toEqual([]);
    await untilCompleted(orderIds);
    tell(`All of them are COMPLETED ${seconds(performance.now() - began)} after its beginning.`);
    // And somebody who comes afterwards.
    await shop.untilStatus(await shop.place(), "COMPLETED", VERY_PATIENT);
  },
  LONGEST,
);
