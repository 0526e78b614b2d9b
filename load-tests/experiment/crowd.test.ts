// Crowds of a generator that only remembers what it was asked for.
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as aMoment } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { until } from "../../tests/kit/until.ts";
import type { Generator, Load } from "../generator/generator.ts";
import { Crowd } from "./crowd.ts";

const load = { test: "steady", url: "", administratorToken: "", run: "a", rate: 100, seconds: 0.05 } as const;
const FIRST = { kind: "supply", sku: "SKU-1", quantity: 7 } as const;
const first = `${JSON.stringify(FIRST)}\n`;

function crowd(exitCode = 0) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-crowd-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const sentFile = join(folder, "sent.jsonl");
  const loads: Load[] = [];
  const generator: Generator = async (asked) => {
    loads.push(asked.load);
    await writeFile(asked.sentFile, `${asked.load.run}\n`);
    return { exitCode };
  };
  return { crowd: new Crowd({ generator, load, sentFile, firstLines: [FIRST], more: 0.02 }), loads, sentFile };
}

test("when all ends as planned, customers come once, after what was there before them", async () => {
  const { crowd: planned, loads, sentFile } = crowd();
  planned.start();
  await planned.until(Date.now());
  expect(loads).toMatchObject([{ run: "a-0", seconds: 0.05 }]);
  expect(planned.promised).toBe(5);
  expect(readFileSync(sentFile, "utf8")).toBe(`${first}a-0\n`);
});
test("while a fault lasts longer than planned more of them come, and all that they sent is there", async () => {
  const { crowd: longer, loads, sentFile } = crowd();
  longer.start();
  await until(() => loads.length >= 3);
  await longer.until(Date.now());
  expect(loads.slice(0, 2)).toMatchObject([{ run: "a-0" }, { run: "a-1", seconds: 0.02 }]);
  expect(longer.promised).toBe(5 + (loads.length - 1) * 2);
  expect(readFileSync(sentFile, "utf8")).toBe(first + loads.map(({ run }) => `${run}\n`).join(""));
});
test("that nobody came is said, and not waited for", async () => {
  const { crowd: none } = crowd(1);
  none.start();
  await expect(none.until(Infinity)).rejects.toThrow("There was no load");
});
test("whoever leaves waits until k6 has ended, however many there are", async () => {
  const events: string[] = [];
  const generator: Generator = async ({ load: { run }, signal }) => {
    events.push(`${run} begins`);
    if (signal) await once(signal, "abort");
    await aMoment();
    events.push(`${run} ends`);
    return { exitCode: 105 };
  };
  const interrupted = new Crowd({ generator, load, sentFile: "/nowhere/sent.jsonl", more: 60 });
  interrupted.start();
  await until(() => events.includes("a-1 begins"));
  await interrupted.leave();
  expect(events).toEqual(["a-0 begins", "a-1 begins", "a-0 ends", "a-1 ends"]);
});
