// `make experiments`: each hypothesis tried on a platform of its own, with a verdict by exit code, a page for people, and results that add up.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { judgeAll } from "./experiment/expectation.ts";
import type { Experiment } from "./experiment/experiment.ts";
import { phasesOf, rateOf } from "./experiment/experiment.ts";
import { perform } from "./experiment/perform.ts";
import { brokenOff, type Result, Results, resultOf, verdictOf, type Wanted } from "./experiment/result.ts";
import { EXPERIMENTS } from "./experiments/index.ts";
import { findGenerator } from "./generator/find.ts";
import { page } from "./report/page.ts";
import { measurementsPage, pageNameOf } from "./report/table.ts";
import { openTarget } from "./targets/open.ts";
import { TARGETS, type TargetKind } from "./targets/target.ts";

const { BROKER = "", ONLY = "", SHORT = "", TARGET = "", SEED = "", AGAIN = "", CAMPAIGN = "" } = process.env;
const { RATE = "", SLACK = "", INTO = "" } = process.env;
const SOURCES = import.meta.dirname;
const FOLDER = INTO ? resolve(INTO) : join(SOURCES, "../docs/measurements");
const slack = Number(SLACK || 1);
const isShort = SHORT !== "";
const kind = (TARGET || "self-hosted") as TargetKind;
const seed = Number(SEED || 1);
const results = new Results(join(FOLDER, "results.jsonl"));
const started = performance.now();
const say = (line: string): void => {
  const at = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(`${String(at).padStart(4)} s  ${line}\n`);
};
const ending = new AbortController();
const INTERRUPTED = 130;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());

try {
  if (!TARGETS.includes(kind)) throw new Error(`TARGET=${TARGET} is none of ${TARGETS.join(", ")}.`);
  const brokers = BROKER === "all" ? [...BROKERS] : [BROKER || "redis"];
  const chosen = EXPERIMENTS.filter(({ name }) => ONLY === "" || ONLY.split(",").includes(name));
  if (chosen.length === 0)
    throw new Error(`ONLY=${ONLY} is none of ${EXPERIMENTS.map(({ name }) => name).join(", ")}.`);
  mkdirSync(join(FOLDER, "experiments"), { recursive: true });
  const campaign = CAMPAIGN || commit();
  let missed = 0;
  for (const broker of brokers)
    for (const experiment of chosen) {
      if (ending.signal.aborted) break;
      const wanted = { campaign, experiment: experiment.name, target: kind, broker, isShort };
      if (!experiment.on.includes(kind))
        say(`Left out: ${experiment.name} can be tried on ${experiment.on.join(", ")} only.`);
      else if (experiment.brokers && !experiment.brokers.some((each) => each === broker))
        say(`Left out: ${experiment.name} can be tried on ${experiment.brokers.join(", ")} only.`);
      else if (AGAIN === "" && results.has(wanted))
        say(`${experiment.name} on ${broker} is done already; AGAIN=1 tries it again.`);
      else if ((await tryOne(experiment, wanted).catch(tellWhy)) !== "kept") missed++;
    }
  say(missed === 0 ? "Every hypothesis held." : `${missed} experiments missed.`);
  process.exit(ending.signal.aborted ? INTERRUPTED : Math.min(missed, 1));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(2);
}

/** One that cannot be tried is missed; the others go on. */
function tellWhy(error: unknown): undefined {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

async function tryOne(experiment: Experiment, wanted: Wanted): Promise<Result["verdict"]> {
  const { broker } = wanted;
  if (!isBroker(broker)) throw new Error(`BROKER=${broker} is none of all, ${BROKERS.join(", ")}.`);
  say(`${experiment.name} on ${broker}: ${experiment.hypothesis}`);
  const target = await openTarget(kind, { broker, needs: experiment.needs ?? {}, say, signal: ending.signal });
  const rate = Number(RATE || rateOf(experiment, isShort));
  const versions = { ...target.versions, commit: commit() };
  const surroundings = () => ({ date: new Date().toISOString(), rate, slack, machine: machine(), versions });
  try {
    const observation = await perform(experiment, {
      target,
      generator: findGenerator("here", process.env),
      phases: phasesOf(experiment, isShort),
      rate,
      slack,
      seed,
      sentFile: join(tmpdir(), `millrace-${experiment.name}-${process.pid}.jsonl`),
      say,
      signal: ending.signal,
    });
    ending.signal.throwIfAborted();
    const steady = judgeAll(experiment.steadyState, observation);
    const held = judgeAll(experiment.holds, observation);
    const result = resultOf(wanted, surroundings(), observation, verdictOf(steady, held));
    results.add(result);
    writeFileSync(
      join(FOLDER, "experiments", pageNameOf(result)),
      page({ experiment, observation, result, steady, held }),
    );
    writeTable();
    for (const { says, isKept, seen } of [...steady, ...held]) say(`${isKept ? "kept  " : "MISSED"} ${says} (${seen})`);
    if (result.verdict !== "kept") say(`The logs of all processes: ${await target.keepLogs()}`);
    return result.verdict;
  } catch (error) {
    if (ending.signal.aborted) throw error;
    results.add(brokenOff(wanted, surroundings(), error));
    writeTable();
    say(`The logs of all processes: ${await target.keepLogs()}`);
    throw error;
  } finally {
    await target.close();
  }
}

function writeTable(): void {
  writeFileSync(join(FOLDER, "README.md"), measurementsPage(results.all()));
}
/** `+`: with changes that are in no commit. */
function commit(): string {
  const git = (...args: string[]): string => execFileSync("git", args, { encoding: "utf8", cwd: SOURCES }).trim();
  const isChanged = git("status", "--porcelain", "--", ":/", ":!/docs/measurements") !== "";
  return git("rev-parse", "--short", "HEAD") + (isChanged ? "+" : "");
}
function machine(): string {
  const all = cpus();
  return `${all[0]?.model ?? "unknown"}, ${all.length} cores, ${Math.round(totalmem() / 2 ** 30)} GB`;
}
