// Experiments one after the other, on one broker after the other, and how they end altogether; what an earlier run has tried counts as well.
import { Missing } from "#tools/self-hosted/programs.ts";
import type { TargetKind } from "../targets/target.ts";
import type { Experiment } from "./experiment.ts";
import type { Results, Verdict, Wanted } from "./result.ts";

export interface Campaign {
  readonly name: string;
  readonly experiments: readonly Experiment[];
  readonly brokers: readonly string[];
  readonly target: TargetKind;
  readonly isShort: boolean;
  /** Tries again what was tried already. */
  readonly isAgain: boolean;
  readonly results: Pick<Results, "lastOf">;
  readonly tryOne: (experiment: Experiment, wanted: Wanted) => Promise<Verdict>;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}
const [ALL_KEPT, SOME_MISSED, NOTHING_TRIED, INTERRUPTED] = [0, 1, 2, 130];

/** `only`: names with commas between them; empty for all. */
export function chosenOf(only: string, experiments: readonly Experiment[]): readonly Experiment[] {
  if (only === "") return experiments;
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !experiments.some((experiment) => experiment.name === name));
  if (unknown.length > 0)
    throw new Error(
      `ONLY=${only}: ${unknown.join(", ")} is none of ${experiments.map(({ name }) => name).join(", ")}.`,
    );
  return experiments.filter(({ name }) => names.includes(name));
}

/** Changes that are in no commit may be others than those that an earlier run has tried. */
const isCommitted = (campaign: string): boolean => !campaign.endsWith("+");

/** Where it can be tried instead; undefined when it can be tried there. */
export function whyLeftOut({ on, brokers }: Pick<Experiment, "on" | "brokers">, target: string, broker: string) {
  if (!on.some((each) => each === target)) return on.join(", ");
  return brokers && !brokers.some((each) => each === broker) ? brokers.join(", ") : undefined;
}

/** The exit code. */
export async function runCampaign(campaign: Campaign): Promise<number> {
  const { experiments, brokers, say, signal } = campaign;
  const verdicts: (Verdict | undefined)[] = [];
  for (const broker of brokers)
    for (const experiment of experiments) {
      if (signal.aborted) return INTERRUPTED;
      const elsewhere = whyLeftOut(experiment, campaign.target, broker);
      if (elsewhere) say(`Left out: ${experiment.name} can be tried on ${elsewhere} only.`);
      else verdicts.push(await verdictOn(campaign, experiment, broker));
    }
  if (signal.aborted) return INTERRUPTED;
  if (verdicts.length === 0) {
    say(
      `Nothing was tried: no experiment that was asked for can be tried on ${campaign.target}, ${brokers.join(", ")}.`,
    );
    return NOTHING_TRIED;
  }
  const missed = verdicts.filter((verdict) => verdict !== "kept").length;
  say(missed === 0 ? "Every hypothesis held." : `${missed} experiments of ${verdicts.length} missed.`);
  return missed === 0 ? ALL_KEPT : SOME_MISSED;
}

/** Undefined when it came to none; the others go on. */
async function verdictOn(campaign: Campaign, experiment: Experiment, broker: string): Promise<Verdict | undefined> {
  const { name, target, isShort, isAgain, results, tryOne, say, signal } = campaign;
  const wanted = { campaign: name, experiment: experiment.name, target, broker, isShort };
  const last = isAgain || !isCommitted(name) ? undefined : results.lastOf(wanted);
  if (last) {
    say(`${experiment.name} on ${broker} is done already and was ${last.verdict}; AGAIN=1 tries it again.`);
    return last.verdict;
  }
  try {
    return await tryOne(experiment, wanted);
  } catch (error) {
    say(signal.aborted ? `${experiment.name} on ${broker} was interrupted.` : wordsOf(error));
    return undefined;
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof Missing) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
