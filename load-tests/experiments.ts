// `make experiments`: each hypothesis tried on a platform of its own, with a verdict by exit code, a page for people, and results that add up.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { BROKERS, type Broker, isBroker } from "#platform/derive/dapr/brokers.ts";
import { Missing } from "#tools/self-hosted/programs.ts";
import { chosenOf, runCampaign } from "./experiment/campaign.ts";
import { judgeAll } from "./experiment/expectation.ts";
import type { Experiment } from "./experiment/experiment.ts";
import { phasesOf, rateOf } from "./experiment/experiment.ts";
import { perform } from "./experiment/perform.ts";
import {
  brokenOff,
  keptBySlack,
  type Result,
  Results,
  resultOf,
  type Surroundings,
  type Verdict,
  verdictOf,
  type Wanted,
} from "./experiment/result.ts";
import { withSentFile } from "./experiment/sent-file.ts";
import { EXPERIMENTS } from "./experiments/index.ts";
import { findGenerator } from "./generator/find.ts";
import { page } from "./report/page.ts";
import { measurementsPage, pageNameOf } from "./report/table.ts";
import { openTarget } from "./targets/open.ts";
import { TARGETS, type Target, type TargetKind } from "./targets/target.ts";

const { BROKER = "", ONLY = "", SHORT = "", TARGET = "", SEED = "", AGAIN = "", CAMPAIGN = "" } = process.env;
const { RATE = "", SLACK = "", SECONDS = "", INTO = "" } = process.env;
const SOURCES = import.meta.dirname;
const FOLDER = INTO ? resolve(INTO) : join(SOURCES, "../docs/measurements");
const slack = Number(SLACK || 1);
const isShort = SHORT !== "";
const kind = (TARGET || "self-hosted") as TargetKind;
const seed = Number(SEED || 1);
const faultSeconds = SECONDS === "" ? undefined : Number(SECONDS);
const results = new Results(join(FOLDER, "results.jsonl"));
const started = performance.now();
const say = (line: string): void => {
  const at = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(`${String(at).padStart(4)} s  ${line}\n`);
};
const ending = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => ending.abort());

try {
  if (!TARGETS.includes(kind)) throw new Error(`TARGET=${TARGET} is none of ${TARGETS.join(", ")}.`);
  if (BROKER !== "" && BROKER !== "all" && !isBroker(BROKER))
    throw new Error(`BROKER=${BROKER} is none of all, ${BROKERS.join(", ")}.`);
  if (faultSeconds !== undefined && !(faultSeconds > 0))
    throw new Error(`SECONDS=${SECONDS} is no number of seconds, such as 600.`);
  const experiments = chosenOf(ONLY, EXPERIMENTS);
  mkdirSync(join(FOLDER, "experiments"), { recursive: true });
  const exitCode = await runCampaign({
    name: CAMPAIGN || commit(),
    experiments,
    brokers: BROKER === "all" ? BROKERS : [BROKER || "redis"],
    target: kind,
    isShort,
    isAgain: AGAIN !== "",
    results,
    tryOne: (experiment, wanted) =>
      withSentFile(experiment.name, say, (sentFile) => tryOne(experiment, wanted, sentFile)),
    say,
    signal: ending.signal,
  });
  process.exit(exitCode);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(2);
}

async function tryOne(experiment: Experiment, wanted: Wanted, sentFile: string): Promise<Verdict> {
  const broker = wanted.broker as Broker;
  say(`${experiment.name} on ${broker}: ${experiment.hypothesis}`);
  const rate = Number(RATE || rateOf(experiment, isShort));
  const tried = commit();
  let target: Target | undefined;
  const surroundings = (): Surroundings => {
    const versions = { ...target?.versions, commit: tried };
    const asked = { rate, slack, ...(faultSeconds !== undefined && { faultSeconds }) };
    return { date: new Date().toISOString(), ...asked, machine: machine(), versions };
  };
  try {
    const generator = findGenerator("here", process.env);
    target = await openTarget(kind, { broker, needs: experiment.needs ?? {}, say, signal: ending.signal });
    const observation = await perform(experiment, {
      target,
      generator,
      phases: phasesOf(experiment, isShort, faultSeconds),
      rate,
      slack,
      seed,
      sentFile,
      say,
      signal: ending.signal,
    });
    ending.signal.throwIfAborted();
    const steady = judgeAll(experiment.steadyState, observation);
    const held = judgeAll(experiment.holds, observation);
    const verdict = {
      ...verdictOf(steady, held),
      keptBySlack: keptBySlack([...experiment.steadyState, ...experiment.holds], observation),
    };
    const result = resultOf(wanted, surroundings(), observation, verdict);
    writeFileSync(
      join(FOLDER, "experiments", pageNameOf(result)),
      page({ experiment, observation, result, steady, held }),
    );
    note(result);
    for (const { says, isKept, seen } of [...steady, ...held]) say(`${isKept ? "kept  " : "MISSED"} ${says} (${seen})`);
    if (result.verdict !== "kept") say(`The logs of all processes: ${await target.keepLogs()}`);
    return result.verdict;
  } catch (error) {
    if (ending.signal.aborted || error instanceof Missing) throw error;
    note(brokenOff(wanted, surroundings(), error));
    if (target) say(`The logs of all processes: ${await target.keepLogs()}`);
    throw error;
  } finally {
    await target?.close();
  }
}

function note(result: Result): void {
  results.add(result);
  writeFileSync(join(FOLDER, "README.md"), measurementsPage(results.all(), EXPERIMENTS));
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
