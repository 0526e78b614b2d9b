// The journey as k6 runs it, against a whole platform: what it says that it sent is what the auditor finds.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { declarations } from "#services/declarations.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp, unfinishedOn } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { readSent } from "#tools/load/sent.ts";
import { findProgram, howToGet } from "#tools/self-hosted/programs.ts";
import { startPlatform } from "../../tests/kit/platform.ts";
import { until } from "../../tests/kit/until.ts";
import { readCustomers, readRefusals } from "../experiment/customers.ts";
import { refusesWhatIsWrong, repeatsNameTheSameOrder } from "../experiment/expectation.ts";
import { refusalsIn, repeatedIn } from "../experiment/figures.ts";
import { observation } from "../experiment/sample-observation.ts";
import type { TestName } from "../k6/tests.ts";
import { hasRun } from "./generator.ts";
import { runK6 } from "./k6-program.ts";

const k6 = findProgram("k6", process.env);
const LONG = 60_000;
/** Whether all is right is asked here; how long it takes depends on what else this machine does. */
const SLACK = 100;

async function played(name: TestName, change: { rate?: number } = {}) {
  const platform = await startPlatform({}, onTestFinished);
  const folder = mkdtempSync(join(tmpdir(), "millrace-k6-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const sentFile = join(folder, "sent.jsonl");
  const { url, administratorToken } = platform;
  const load = {
    test: name,
    url,
    administratorToken,
    run: name,
    rate: 5,
    seconds: 3,
    followed: 0.2,
    slack: SLACK,
    ...change,
  };
  const { exitCode } = await runK6(k6 ?? "", { load, sentFile, output: "hidden" });
  return { platform, sentFile, exitCode };
}

/** k6 that only does this with the file into which it is to speak, and ends with this code. */
async function pretended(does: string, code = 0) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-k6-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const program = join(folder, "k6");
  const script = `#!/bin/sh\nwhile [ "$1" != --console-output ]; do shift; done\n${does} "$2"\nexit ${code}\n`;
  writeFileSync(program, script, { mode: 0o755 });
  const sentFile = join(folder, "sent.jsonl");
  const load = { test: "smoke", url: "http://localhost:8080", administratorToken: "", run: "pretended" } as const;
  const generated = await runK6(program, { load, sentFile, output: "hidden" });
  return { generated, sent: readFileSync(sentFile, "utf8") };
}
test("where k6 has not come so far that it says anything, nothing was sent", async () => {
  expect(await pretended("true", 107)).toEqual({ generated: { exitCode: 107 }, sent: "" });
});
test("what k6 says and cannot be read, breaks off, or is not all is an error", async () => {
  await expect(pretended("mkdir")).rejects.toThrow("EISDIR");
  await expect(pretended("true")).rejects.toThrow("has not said how many customers");
  await expect(pretended(`printf '{"kind":"request","key' >`)).rejects.toThrow("breaks off");
  await expect(pretended(`printf '{"kind":"end","customers":1}\\n' >`)).rejects.toThrow("has said of 0 only");
});

if (k6) {
  test("every test's customers are what the auditor finds, and they were served", { timeout: LONG }, async () => {
    const { platform, sentFile, exitCode } = await played("steady");
    expect(exitCode).toBe(0);
    const shelf = new HttpShelf(platform.url, platform.administratorToken);
    await until(async () => (await unfinishedOn(shelf, declarations)).length === 0, { within: 30_000, every: 200 });
    const sent = await readSent(sentFile);
    const customers = readCustomers(sentFile);
    expect(customers.length).toBeGreaterThan(10);
    expect(customers.every(({ orderIds, tries }) => orderIds.length > 0 && tries.at(-1)?.status === 202)).toBe(true);
    const opened = await openOverHttp(shelf, declarations, { sent });
    expect(report(opened, () => undefined)).toEqual([]);
    const statuses = new Set([...opened.books.orders.values()].map(({ status }) => status));
    expect(statuses, "One of seven cannot be completed.").toEqual(new Set(["COMPLETED", "CANCELLED"]));
    // An order that the platform never saw is found.
    const [first] = sent.requests;
    const forged = { ...sent, requests: [...sent.requests, { ...first!, key: "forged", orderIds: ["nobody"] }] };
    expect(report(await openOverHttp(shelf, declarations, { sent: forged }), () => undefined)).not.toEqual([]);
    shelf.close();
  });
  test("abuse is refused rightly, and good customers are served", { timeout: LONG }, async () => {
    const { exitCode, sentFile } = await played("abuse");
    expect(exitCode).toBe(0);
    expect(refusesWhatIsWrong.judge(observation({ refusals: refusalsIn(readRefusals(sentFile)) })).isKept).toBe(true);
    expect(repeatsNameTheSameOrder.judge(observation({ repeated: repeatedIn(readCustomers(sentFile)) })).isKept).toBe(
      true,
    );
  });
  test("fifty copies of a request at the same moment become one order", { timeout: LONG }, async () => {
    const { exitCode, sentFile } = await played("repeats", { rate: 2 });
    expect(exitCode).toBe(0);
    const customers = readCustomers(sentFile);
    expect(customers.length).toBeGreaterThan(3);
    expect(customers.every(({ orderIds }) => new Set(orderIds).size === 1)).toBe(true);
    expect(repeatedIn(customers).sent).toBeGreaterThanOrEqual(50 * customers.length);
  });
  test("where nobody answers, no customer is sent, and it is said", { timeout: LONG }, async () => {
    const complaints = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    onTestFinished(() => complaints.mockRestore());
    const folder = mkdtempSync(join(tmpdir(), "millrace-k6-test-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const sentFile = join(folder, "sent.jsonl");
    const nobody = { test: "smoke", url: "http://127.0.0.1:1", administratorToken: "", run: "nobody" } as const;
    const generated = await runK6(k6, { load: nobody, sentFile, output: "hidden" });
    expect(hasRun(generated)).toBe(false);
    expect(readCustomers(sentFile)).toEqual([]);
    expect(complaints.mock.calls.flat().join("")).toContain("Nobody answers at http://127.0.0.1:1");
  });
} else test("the journey in k6: left out", () => console.log(`Left out: the journey in k6. ${howToGet("k6")}`));
