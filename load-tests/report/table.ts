// docs/measurements/README.md: one line for each experiment, place and form, in which all its runs add up.
import type { Experiment } from "../experiment/experiment.ts";
import { askedOf, type Result } from "../experiment/result.ts";
import { countsTable } from "./counts.ts";
import { milliseconds } from "./page.ts";
import { untriedList } from "./untried.ts";

const INTRODUCTION = `# Measurements

What the experiments have shown ([guide](../guides/load.md)). Runs add up in [results.jsonl](results.jsonl); this page is written from it by
\`make experiments\` and \`make generate\`. Accept is from the request until the 202, p99 of the last run; recovery is from the moment at which all was whole
again until nobody waited for what the fault had held up. Short runs (\`SHORT=1\`) have lines of their own. Each name leads to the page
of its last run that did not break off. Why something was missed stands in
[causes.md](causes.md); what load tests without faults have shown, in [load-tests.md](load-tests.md).

`;
const HEADS = [
  "Experiment",
  "On",
  "Runs",
  "Kept",
  "Blows",
  "Orders",
  "Violations",
  "Accept p99 before",
  "during",
  "after",
  "Recovery, last",
  "longest",
  "Last verdict",
  "Last run",
];
const placeOf = ({ target, broker, isShort }: Result): string =>
  [broker, ...(target === "cluster" ? ["cluster"] : []), ...(isShort ? ["short"] : [])].join(", ");
type Named = Pick<Result, "experiment" | "target" | "broker" | "isShort">;
/** The same for all runs that add up. */
const nameOf = ({ experiment, target, broker, isShort }: Named): string =>
  [experiment, target, broker, ...(isShort ? ["short"] : [])].join("-");
export const pageNameOf = (result: Named): string => `${nameOf(result)}.html`;

export function measurementsPage(results: readonly Result[], experiments: readonly Experiment[]): string {
  const groups = [...new Set(results.map(nameOf))]
    .toSorted()
    .map((name) => results.filter((result) => nameOf(result) === name));
  const lines = groups.map((runs) => `| ${rowOf(runs).join(" | ")} |`);
  const lastRuns = groups.map((runs) => runs.at(-1) as Result);
  const told = (of: (run: Result) => readonly string[]): string =>
    lastRuns.flatMap((run) => of(run).map((what) => `- ${run.experiment} on ${placeOf(run)}: ${what}\n`)).join("");
  const [missed, slack] = [told(({ misses }) => misses), told(keptBySlackIn)];
  const last = results.at(-1);
  return [
    INTRODUCTION,
    `| ${HEADS.join(" | ")} |\n|${HEADS.map(() => " --- ").join("|")}|\n${lines.join("\n")}\n`,
    missed && `\n## Missed in the last runs\n\n${missed}`,
    slack && `\n## Kept with SLACK only\n\n${ABOUT_SLACK}\n\n${slack}`,
    countsTable(results),
    untriedList(results, experiments),
    last
      ? `\nLast on ${last.machine}: ${Object.entries(last.versions)
          .map(([name, of]) => `${name} ${of}`)
          .join(", ")}.\n`
      : "",
  ].join("");
}

const ABOUT_SLACK = `These last runs were kept because \`SLACK\` allowed more time than is aimed at. Older ones do not say what their limits were: of
them it is told when recovery took longer than 60 s.`;
const LONGEST_RECOVERY = 60_000;
function keptBySlackIn({ verdict, keptBySlack, slack = 1, recovery = 0 }: Result): readonly string[] {
  if (verdict !== "kept") return [];
  const isLong = slack > 1 && recovery > LONGEST_RECOVERY;
  return keptBySlack ?? (isLong ? [`recovery took ${milliseconds(recovery)}, SLACK=${slack}.`] : []);
}

/** Infinity when it never came; undefined where a run broke off, which says nothing of it. */
const recoveryOf = ({ verdict, recovery }: Result): number | undefined =>
  verdict === "broken-off" ? undefined : (recovery ?? Infinity);

function rowOf(runs: readonly Result[]): string[] {
  const last = runs.at(-1) as Result;
  const sum = (of: (result: Result) => number): string => String(runs.reduce((all, result) => all + of(result), 0));
  const recoveries = runs.flatMap((run) => recoveryOf(run) ?? []);
  const hasPage = runs.some(({ verdict }) => verdict !== "broken-off");
  return [
    hasPage ? `[${last.experiment}](experiments/${pageNameOf(last)})` : last.experiment,
    placeOf(last),
    String(runs.length),
    sum(({ verdict }) => (verdict === "kept" ? 1 : 0)),
    sum(({ blows }) => blows),
    sum(({ orders }) => orders),
    sum(({ violations }) => violations),
    milliseconds(last.phases.before.acceptP99),
    milliseconds(last.phases.during.acceptP99),
    milliseconds(last.phases.after.acceptP99),
    milliseconds(recoveryOf(last)),
    milliseconds(recoveries.length === 0 ? undefined : Math.max(...recoveries)),
    last.verdict,
    howItWas(last),
  ];
}
const howItWas = (result: Result): string =>
  [result.date.slice(0, 10), ...(result.rate ? [`${result.rate}/s`] : []), ...askedOf(result)].join(", ");
