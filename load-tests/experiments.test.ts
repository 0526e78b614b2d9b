// `make experiments` as it is run, where nothing can be tried: it says so, and never that all was kept.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Result } from "./experiment/result.ts";

const PROGRAM = join(import.meta.dirname, "experiments.ts");
const LONG = 60_000;

async function run(change: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), "millrace-experiments-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  // Something that could be k6, and no cluster.
  const around = {
    K6: process.execPath,
    KUBECONFIG: join(folder, "nowhere"),
    INTO: folder,
    CAMPAIGN: "one",
    SHORT: "1",
  };
  const env = { ...process.env, BROKER: "", ONLY: "poison", TARGET: "cluster", AGAIN: "", ...around, ...change };
  const start = () =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const child = execFile(process.execPath, ["--import", "tsx", PROGRAM], { env }, (_, stdout, stderr) =>
        resolve({ code: child.exitCode ?? -1, said: stdout + stderr }),
      );
    });
  const file = join(folder, "results.jsonl");
  const results = (): Result[] =>
    existsSync(file)
      ? readFileSync(file, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as Result)
      : [];
  return { ...(await start()), results: results(), table: join(folder, "README.md") };
}

test("a platform that does not start is written down as broken off, with the commit", { timeout: LONG }, async () => {
  const { code, results, table } = await run({});
  expect(code).toBe(1);
  expect(results).toMatchObject([{ verdict: "broken-off", experiment: "poison", target: "cluster" }]);
  expect(Object.keys(results[0]?.versions ?? {})).toEqual(["commit"]);
  expect(readFileSync(table, "utf8")).toMatch(/^\| poison \| redis, cluster, short \| 1 \| 0 .*\| broken-off \|/m);
});
test("a program that is missing is only said", { timeout: LONG }, async () => {
  const { code, said, results } = await run({ K6: "/nowhere/k6" });
  expect(code).toBe(1);
  expect(said).toContain("This is missing:\n- k6");
  expect(results).toEqual([]);
});
test("an unknown name, no number of seconds, and an experiment that cannot be tried there are errors", {
  timeout: LONG,
}, async () => {
  const [unknown, endless, elsewhere] = await Promise.all([
    run({ ONLY: "poison,posion" }),
    run({ SECONDS: "ages" }),
    run({ ONLY: "network-cut" }),
  ]);
  expect(endless).toMatchObject({ code: 2, said: expect.stringContaining("SECONDS=ages is no number of seconds") });
  expect(unknown).toMatchObject({ code: 2, said: expect.stringContaining("posion is none of") });
  expect(elsewhere).toMatchObject({ code: 2, said: expect.stringContaining("Nothing was tried") });
});
