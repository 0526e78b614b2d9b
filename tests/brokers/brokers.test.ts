// The same cases on each real broker, against real sidecars; what comes of them is written down, and must be the same on all.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { BROKERS, type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { missingParts } from "#tools/self-hosted/parts.ts";
import type { Case } from "./case.ts";
import { gentleCases, roughCases } from "./cases/index.ts";
import { PlainDapr } from "./plain-dapr/plain-dapr.ts";
import { Report } from "./report.ts";
import { CONSUMERS, TestBench } from "./test-bench.ts";

const asked = process.env["BROKER"] || undefined;
if (asked !== undefined && !isBroker(asked)) throw new Error(`BROKER=${asked} is none of ${BROKERS.join(", ")}.`);
/** Without the control, and so without writing the page. */
const isShort = Boolean(process.env["SHORT"]);

for (const broker of asked ? [asked] : BROKERS) {
  const missing = missingParts(broker, process.env);
  if (missing.length > 0) leaveOut(broker, missing);
  else inTurn(broker);
}

function leaveOut(broker: Broker, missing: readonly string[]): void {
  test(`${broker} is ${asked ? "not there" : "left out"}`, () => {
    const text = `Left out, ${broker}. This is missing:\n${missing.map((part) => `- ${part}`).join("\n")}`;
    if (asked) throw new Error(text);
    console.log(text);
  });
}

function inTurn(broker: Broker): void {
  describe(broker, () => {
    const report = new Report(broker);
    describe("the platform", () => onBroker(broker, report));
    if (!isShort) describe("plain Dapr", () => plainly(broker, report));
    afterAll(() => report.close());
  });
}

function onBroker(broker: Broker, report: Report): void {
  let bench: TestBench;
  beforeAll(async () => {
    bench = await TestBench.start(broker);
  });
  afterAll(() => bench?.close());

  const check = async (one: Case): Promise<void> => {
    const begun = performance.now();
    const finding = await one.run(bench).catch(async (error: unknown) => {
      console.log(`${broker}, ${one.title}: failed.\n${bench.lastWords()}`);
      await bench.mend().catch((unmended: unknown) => console.log(unmended));
      throw error;
    });
    report.note(one, finding, performance.now() - begun);
    expect(finding.outcome).toBe(one.expected);
  };
  for (const one of gentleCases) test.concurrent(one.title, () => check(one));
  for (const one of roughCases) test(one.title, () => check(one));

  test("after all of this, no purchase has taken effect twice anywhere", async () => {
    for (const consumer of CONSUMERS) {
      const times = await bench.timesOf(consumer, bench.accepted);
      expect(
        times.filter((count) => count > 1),
        consumer,
      ).toEqual([]);
    }
  });
}

/** A control: it is asked the same, and whatever it answers is right. */
function plainly(broker: Broker, report: Report): void {
  let plain: PlainDapr;
  beforeAll(async () => {
    plain = await PlainDapr.start(broker);
  });
  afterAll(() => plain?.close());

  const ask = async (one: Case): Promise<void> => {
    if (one.plain) report.notePlain(one, await one.plain(plain));
  };
  const askable = (cases: readonly Case[]) => cases.filter((one) => one.plain);
  for (const one of askable(gentleCases)) test.concurrent(one.title, () => ask(one));
  for (const one of askable(roughCases)) test(one.title, () => ask(one));
}
