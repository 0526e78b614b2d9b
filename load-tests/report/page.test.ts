import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeAll, nothingLostNothingDoubled, recoversWithin } from "../experiment/expectation.ts";
import { type Result, Results } from "../experiment/result.ts";
import { observation, phase } from "../experiment/sample-observation.ts";
import { EXPERIMENTS } from "../experiments/index.ts";
import { inventoryAway } from "../experiments/inventory-away.ts";
import { milliseconds, page } from "./page.ts";
import { measurementsPage, pageNameOf } from "./table.ts";

const seen = observation();
const result: Result = {
  campaign: "abc1234",
  experiment: "inventory-away",
  target: "self-hosted",
  broker: "redis",
  isShort: false,
  date: "2026-01-02T03:04:05.000Z",
  verdict: "missed",
  misses: ["Faster. Seen: slow <b>."],
  rate: 20,
  slack: 3,
  orders: 300,
  blows: 7,
  violations: 0,
  phases: seen.phases,
  recovery: 4_000,
  quietAfter: 1_000,
  machine: "a machine",
  versions: { broker: "redis", node: "v20.0.0", commit: "abc1234" },
};
const html = page({
  experiment: inventoryAway,
  observation: observation({
    violations: ["<script>"],
    phases: { before: phase(), during: phase({ problems: { "outbox-full": 3 } }), after: phase() },
  }),
  result,
  steady: [],
  held: judgeAll([recoversWithin(60), nothingLostNothingDoubled], observation({ violations: ["<script>"] })),
});

test("a page needs no network and runs no script, whatever was seen", () => {
  expect(html).not.toMatch(/<script|<link|<img|https?:\/\/|url\(/);
  expect(html).toContain("&lt;script>");
});
test("a page shows hypothesis, verdict, judgements, figures, and on what it ran", () => {
  for (const part of [
    inventoryAway.hypothesis,
    ">missed<",
    "✓",
    "✗",
    "4000 ms",
    "a machine",
    "v20.0.0",
    "abc1234",
    "inventory is killed",
    "SLACK=3",
    "no JSON",
    "Mails that arrived: 900",
    "3 × outbox-full",
  ])
    expect(html).toContain(part);
});
test("each chart marks the fault and its blows, and has a line for each of its series", () => {
  expect(html.match(/class="fault"/g)).toHaveLength(3);
  expect(html.match(/class="blow"/g)).toHaveLength(3);
  expect(html.match(/<polyline/g)).toHaveLength(2 + 2 + 2);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});
test("an experiment in which nothing was seen still has a page", () => {
  const empty = observation({
    samples: [],
    acceptedEach: [],
    finishedEach: [],
    blows: [],
    recovery: undefined,
    quietAfter: undefined,
  });
  const shown = page({ experiment: inventoryAway, observation: empty, result, steady: [], held: [] });
  expect(shown).not.toMatch(/NaN|undefined|Infinity/);
  expect(shown).toContain("Recovered: <b>never</b>. Quiet after the load: <b>never</b>.");
});
test("what never came is told as never, also after it was written down, and what was not measured with a dash", () => {
  expect([Infinity, JSON.parse(JSON.stringify(Infinity)) as null].map(milliseconds)).toEqual(["never", "never"]);
  expect([undefined, 1, 10_000].map(milliseconds)).toEqual(["–", "1 ms", "10.0 s"]);
});
const table = (...results: Result[]): string => measurementsPage(results, []);
test("the table adds up all runs, tells the last, and names its misses", () => {
  const { recovery: _, ...never } = { ...result, verdict: "kept" as const, misses: [] };
  const text = table({ ...never, recovery: undefined }, result, { ...result, broker: "kafka" });
  expect(text).toContain(
    "| [inventory-away](experiments/inventory-away-self-hosted-redis.html) | redis | 2 | 1 | 14 | 600 | 0 | 40 ms | 40 ms | 40 ms | 4000 ms | never | missed | 2026-01-02, 20/s, SLACK=3 |",
  );
  expect(text).toContain("- inventory-away on kafka: Faster.");
  expect(text.match(/^\| \[inventory-away\]/gm)).toHaveLength(2);
  const brokenOffOnce = {
    ...result,
    experiment: "abuse",
    verdict: "broken-off" as const,
    misses: ["It broke off: why."],
  };
  expect(table(brokenOffOnce)).toMatch(/^\| abuse \| redis \| 1 \| 0 .*\| broken-off \|/m);
  expect(table(brokenOffOnce)).toContain("- abuse on redis: It broke off: why.");
});
test("what was kept with slack only is told, of the last runs; an older run says so by how long it took to recover", () => {
  const kept = { ...result, verdict: "kept" as const, misses: [] };
  const slow = { ...kept, recovery: 61_800 };
  const section = (...runs: Result[]) => /## Kept with SLACK only[^#]*/.exec(table(...runs))?.[0] ?? "";
  expect(section(kept, slow)).toMatch(/^- inventory-away on redis: recovery took 61\.8 s, SLACK=3\.$/m);
  expect(section({ ...slow, keptBySlack: ["Faster. Seen: slow."] })).toMatch(
    /60 s\.\n\n- inventory-away on redis: Faster\. Seen: slow\.\n\n$/,
  );
  for (const last of [
    kept,
    { ...slow, slack: 1 },
    { ...slow, keptBySlack: [] },
    { ...slow, verdict: "missed" as const },
  ])
    expect(section(slow, last)).toBe("");
});
test("a run that never recovered is told, and one that broke off says nothing of it", () => {
  const never = { ...result, recovery: undefined };
  const brokenOff = { ...never, verdict: "broken-off" as const };
  expect(table(result, never)).toContain("| never | never | missed |");
  expect(table(brokenOff, result)).toContain("| 4000 ms | 4000 ms | missed |");
  expect(table(result, brokenOff)).toContain("| – | 4000 ms | broken-off |");
  expect(table(brokenOff)).toContain("| – | – | broken-off |");
});
test("a run whose fault lasted otherwise than the experiment says is told apart", () => {
  const long = { ...result, faultSeconds: 600 };
  expect(table(long)).toContain("| 2026-01-02, 20/s, SLACK=3, SECONDS=600 |");
  expect(
    page({ experiment: inventoryAway, observation: observation({}), result: long, steady: [], held: [] }),
  ).toContain("SECONDS=600");
});
test("a short run has a page and a line of its own, which say so", () => {
  const short = { ...result, isShort: true };
  expect(new Set([result, short, { ...short, target: "cluster" }].map(pageNameOf))).toEqual(
    new Set([
      "inventory-away-self-hosted-redis.html",
      "inventory-away-self-hosted-redis-short.html",
      "inventory-away-cluster-redis-short.html",
    ]),
  );
  expect(table(result, short)).toMatch(/-redis\.html\) \| redis \| 1 .*\n.*-redis-short\.html\) \| redis, short \| 1 /);
  const shown = { experiment: inventoryAway, observation: observation(), steady: [], held: [] };
  expect(page({ ...shown, result: short })).toContain(" · short · ");
  expect(page({ ...shown, result })).not.toContain(" · short · ");
});
test("counts are of those experiments that aim at them", () => {
  const of = (experiment: string, change: Partial<Result> = {}): Result => ({ ...result, experiment, ...change });
  expect(table(of("broker-killed"), of("broker-killed"))).toContain("| brokers killed | 14, 10 | 0, 1 | 0, 1 |");
  const text = table(of("store-killed"), of("repeats"), of("abuse"), of("poison", { badEvents: 120, letters: 960 }));
  expect(text).toMatch(/^\| orders accepted while the store was killed .*? \| 100, /m);
  expect(text).toMatch(/^\| requests sent again .*? \| 7, /m);
  expect(text).toMatch(/^\| bad events among good ones \| 120, 1000 /m);
});
test("what an older run does not say is not counted, apart from bad events, which were ten a blow when letters were counted", () => {
  const { sentAgain: _, ...during } = phase();
  const phases = { before: phase(), during, after: phase() };
  const text = table(
    { ...result, experiment: "repeats", sentAgain: 900, phases },
    { ...result, experiment: "poison", letters: 560 },
    { ...result, experiment: "poison" },
  );
  expect(text).toMatch(/^\| requests sent again .*? \| 0, /m);
  expect(text).toMatch(/^\| bad events among good ones \| 70, /m);
});
test("runs that broke off or lost something are not counted; others are, whatever they missed", () => {
  const counted = (change: Partial<Result>) =>
    /^\| brokers wiped \| (\d+), /m.exec(table({ ...result, experiment: "broker-wiped", ...change }))?.[1];
  const lost = `${nothingLostNothingDoubled.says} Seen: inventory: 4 outbox.`;
  expect([{ misses: [lost] }, { violations: 1 }, { verdict: "broken-off" as const }].map(counted)).toEqual(
    Array.from({ length: 3 }, () => "0"),
  );
  expect([{}, { verdict: "unsteady" as const }].map(counted)).toEqual(["7", "7"]);
});
test("what is killed is that of self-hosted platforms, and pods have a row of their own", () => {
  const inCluster = ["services-killed", "broker-killed", "store-killed", "repeats", "zero-and-back"].map(
    (experiment) => ({ ...result, experiment, target: "cluster" }),
  );
  const text = table(...inCluster);
  expect(text).toContain("| pods deleted without grace, in a cluster | 28, – | 0, – | 0, – |");
  expect(text).toContain("| services at zero and back | 7, 10 |");
  expect(text.match(/^\| .*killed( again and again)? \| 0, /gm)).toHaveLength(5);
});
test("the results that are there can be read, also older ones, and each has its line", () => {
  const results = new Results(join(import.meta.dirname, "../../docs/measurements/results.jsonl")).all();
  expect(results.length).toBeGreaterThan(0);
  const text = measurementsPage(results, EXPERIMENTS);
  for (const one of results) expect(text).toContain(`experiments/${pageNameOf(one)}`);
  expect(text).toContain("## Not tried yet");
  expect(text).not.toMatch(/NaN|undefined/);
});
