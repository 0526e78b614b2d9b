// Every alert fires and stops in the real Prometheus engine, and leads to a page that says what to do.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { alertsOf, runbookOf } from "#platform/derive/observability/alerts.ts";
import { declarations } from "#services/declarations.ts";
import { leftOut } from "../kit/left-out.ts";
import { type AlertCase, alertCases, HEALTHY, LISTENS_NO_MORE, SLEEPERS } from "./alert-cases.ts";
import { programNamed } from "./programs.ts";

const RULES = resolve("deploy/observability/rules.yaml");
const promtool = programNamed("promtool");
const run = promisify(execFile);
const names = [...new Set(alertsOf(declarations).map(({ alert }) => alert))];

const at = (minutes: number, alert: string, service: string, value: number) => ({
  expr: `count(ALERTS{alertname="${alert}",alertstate="firing",service="${service}"}) or vector(0)`,
  eval_time: `${minutes}m`,
  exp_samples: [{ labels: "{}", value }],
});
const given = (series: AlertCase["series"]) =>
  Object.entries(series).map(([name, values]) => ({ series: name, values }));

async function check(tests: readonly object[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "alerts-"));
  try {
    const file = join(folder, "test.yaml");
    await writeFile(file, stringify({ rule_files: [RULES], evaluation_interval: "1m", tests }));
    await run(promtool ?? "", ["test", "rules", file]).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout}${error.stderr}`);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

test("each alert has a case and a page that says what it means, what to look at and what to do", async () => {
  expect(alertCases.map(({ alert }) => alert).toSorted()).toEqual(names.toSorted());
  for (const alert of names) {
    const page = runbookOf({ alert });
    expect(existsSync(page), page).toBe(true);
    const text = await readFile(page, "utf8");
    for (const heading of ["## What it means", "## Look at", "## Do"]) expect(text, page).toContain(heading);
  }
});

function inTheRealEngine(program: string): void {
  test("the rules are well formed", async () => {
    const { stdout } = await run(program, ["check", "rules", RULES]);
    expect(stdout).toContain("SUCCESS");
  });
  test.each(alertCases)("$alert fires and stops", async ({ alert, service, series, fires, quiet }) => {
    const silences = quiet.map((minutes) => at(minutes, alert, service, 0));
    await check([
      { interval: "1m", input_series: given(series), promql_expr_test: [at(fires, alert, service, 1), ...silences] },
    ]);
  });
  test.each(SLEEPERS)(
    "a service that nobody hears of and that $what wakes somebody up: $fires",
    async ({ fires, series }) => {
      const told = Array.from({ length: 55 }, (_, minutes) => at(minutes, "ConsumerAtZero", "shipping", 0));
      const late = at(25, "ConsumerAtZero", "shipping", 1);
      await check([{ interval: "1m", input_series: given(series), promql_expr_test: fires ? [late] : told }]);
    },
  );
  test("a topic that a service no longer listens to wakes nobody up", async () => {
    const silences = [100, 740, 800, 890].map((minutes) => at(minutes, "EventsStuck", "loyalty", 0));
    await check([{ interval: "1m", input_series: given(LISTENS_NO_MORE), promql_expr_test: silences }]);
  });
  test("a system that is well wakes nobody up", async () => {
    const told = (minutes: number) => ({
      expr: "count(ALERTS) or vector(0)",
      eval_time: `${minutes}m`,
      exp_samples: [{ labels: "{}", value: 0 }],
    });
    await check([{ interval: "1m", input_series: given(HEALTHY), promql_expr_test: [told(10), told(55)] }]);
  });
}

if (promtool) describe("in the real engine", () => inTheRealEngine(promtool));
else test("the real engine is there", () => leftOut("the alerts in the real engine", ["promtool on the PATH"]));
