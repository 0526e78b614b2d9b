// One experiment on a platform in this process, with customers who only need HTTP.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { startPlatform } from "../../tests/kit/platform.ts";
import { inventoryAway } from "../experiments/inventory-away.ts";
import { poisonAmongGoodOnes } from "../experiments/poison.ts";
import type { Generator } from "../generator/generator.ts";
import type { Target } from "../targets/target.ts";
import { type Expectation, judgeAll } from "./expectation.ts";
import type { Experiment } from "./experiment.ts";
import { perform } from "./perform.ts";

const LONG = 60_000;
/** Of each load; of another one when the fault lasts longer than was planned. */
const COUNT = 3;
const { url, administratorToken } = await startPlatform({ environment: { FAULTS: "on" } });

/** Milliseconds: longer than everybody else whom an experiment waits for. */
const SLOW_TO_END = 3_000;
let came = 0;
/** A few at once, and nobody more. */
const customers: Generator = async ({ load: { run }, sentFile }) => {
  came += COUNT;
  const visits = Array.from({ length: COUNT }, async (_, number) => {
    const userId = `${run}-${number}`;
    const key = `key-${userId}`;
    const body = { userId, customerEmail: `${userId}@example.com`, items: [{ sku: "SKU-1", quantity: 1 }] };
    const at = Date.now();
    const answer = await fetch(`${url}/orders`, {
      method: "POST",
      headers: { "content-type": "application/json", "idempotency-key": key },
      body: JSON.stringify(body),
    });
    const { orderId } = (await answer.json()) as { orderId: string };
    const tries = [{ at, took: Date.now() - at, status: answer.status }];
    return { kind: "request", key, userId, orderIds: [orderId], wasMisread: false, tries };
  });
  const lines = await Promise.all(visits);
  await writeFile(sentFile, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return { exitCode: 0 };
};

function performed(experiment: Experiment, generator: Generator) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-perform-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const target = {
    url,
    administratorToken,
    services: declarations.map(({ name }) => name),
    replicas: async () => ({}),
    stop: () => Promise.reject(new Error("It cannot be stopped.")),
    start: async () => {},
    mail: { arrived: async () => undefined },
  } as unknown as Target;
  return perform(experiment, {
    target,
    generator,
    warmUp: 0,
    phases: { before: 0, fault: 0.1, after: 3 },
    rate: COUNT,
    slack: 1,
    seed: 1,
    sentFile: join(folder, "sent.jsonl"),
    say: () => undefined,
  });
}

test("what comes of bad events is seen beside what became of the customers", { timeout: LONG }, async () => {
  const seen = await performed(poisonAmongGoodOnes, customers);
  expect(seen).toMatchObject({
    orders: came,
    came,
    violations: [],
    left: [],
  });
  // On a busy machine there is time for a second one.
  expect(new Set(seen.blows.map(({ what }) => what))).toEqual(new Set(["10 bad OrderCreated"]));
  expect(seen.letters).toBe(seen.desk.length);
  const [letters] = poisonAmongGoodOnes.holds as [Expectation];
  expect(judgeAll([letters], seen)).toMatchObject([{ isKept: true }]);
});
test("a fault that fails ends the experiment, when k6 has ended", { timeout: LONG }, async () => {
  let isOver = false;
  const endless: Generator = async (asked) => {
    await customers(asked);
    if (asked.signal) await once(asked.signal, "abort");
    await sleep(SLOW_TO_END);
    isOver = true;
    return { exitCode: 105 };
  };
  await expect(performed(inventoryAway, endless)).rejects.toThrow("It cannot be stopped.");
  expect(isOver).toBe(true);
});
