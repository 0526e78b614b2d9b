// The result of one run, one line of docs/measurements/results.jsonl: what the table adds up and what a later run looks up.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type Expectation, type Judged, judgeAll } from "./expectation.ts";
import { badEventsIn } from "./faults.ts";
import { NOTHING_SEEN, type Observation, type Phase, type PhaseFigures } from "./observation.ts";

/** Without what older results do not have yet. */
type WrittenPhase = Omit<PhaseFigures, Later> & Partial<Pick<PhaseFigures, Later>>;
type Later = "problems" | "sentAgain";

export interface Result {
  /** What belongs together: by default the commit that was tried. */
  readonly campaign: string;
  readonly experiment: string;
  readonly target: string;
  readonly broker: string;
  readonly isShort: boolean;
  readonly date: string;
  /** `broken-off`: it did not come to its end, so there is nothing to judge. */
  readonly verdict: "kept" | "missed" | "unsteady" | "broken-off";
  readonly misses: readonly string[];
  /** What was kept and would have been missed without slack. */
  readonly keptBySlack?: readonly string[];
  /** Customers a second. */
  readonly rate?: number;
  /** How many times as long everything was allowed to take. */
  readonly slack?: number;
  /** How many seconds the fault lasted, where it was not as long as the experiment says. */
  readonly faultSeconds?: number;
  readonly orders: number;
  /** Customers who were told twice of their order. */
  readonly repeated?: number;
  /** Requests that were sent again under their key. */
  readonly sentAgain?: number;
  readonly letters?: number;
  /** Events that fit no schema, which the fault has sent. */
  readonly badEvents?: number;
  readonly mails?: Observation["mails"];
  readonly blows: number;
  readonly violations: number;
  readonly phases: Readonly<Record<Phase, WrittenPhase>>;
  readonly recovery: number | undefined;
  readonly quietAfter: number | undefined;
  readonly machine: string;
  readonly versions: Readonly<Record<string, string>>;
}

/** What makes a run another one than it would be by default, in the words in which it was asked for. */
export const askedOf = ({ slack = 1, faultSeconds }: Pick<Result, "slack" | "faultSeconds">): readonly string[] => [
  ...(slack === 1 ? [] : [`SLACK=${slack}`]),
  ...(faultSeconds === undefined ? [] : [`SECONDS=${faultSeconds}`]),
];

const missesIn = (all: readonly Judged[]): string[] =>
  all.filter(({ isKept }) => !isKept).map(({ says, seen }) => `${says} Seen: ${seen}.`);
/** Before the fault the platform has to be well; otherwise the fault has shown nothing. */
export function verdictOf(steady: readonly Judged[], held: readonly Judged[]): Pick<Result, "verdict" | "misses"> {
  const [unsteady, missed] = [missesIn(steady), missesIn(held)];
  if (missed.length > 0) return { verdict: "missed", misses: [...unsteady, ...missed] };
  return unsteady.length > 0 ? { verdict: "unsteady", misses: unsteady } : { verdict: "kept", misses: [] };
}

/** In the words of a miss. */
export function keptBySlack(expectations: readonly Expectation[], observation: Observation): readonly string[] {
  const kept = expectations.filter(({ judge }) => judge(observation).isKept);
  return missesIn(judgeAll(kept, { ...observation, slack: 1 }));
}

export type Verdict = Result["verdict"];
export type Wanted = Pick<Result, "campaign" | "experiment" | "target" | "broker" | "isShort">;
export type Surroundings = Required<Pick<Result, "date" | "rate" | "slack" | "machine" | "versions">> &
  Pick<Result, "faultSeconds">;

export const resultOf = (
  wanted: Wanted,
  surroundings: Surroundings,
  observation: Observation,
  verdict: Pick<Result, "verdict" | "misses" | "keptBySlack">,
): Result => {
  const { phases, recovery, quietAfter, orders, blows, violations, repeated, letters, mails } = observation;
  return {
    ...wanted,
    ...surroundings,
    ...verdict,
    orders,
    repeated: repeated.told,
    sentAgain: repeated.sent,
    letters,
    badEvents: blows.reduce((sum, { what }) => sum + badEventsIn(what), 0),
    mails,
    blows: blows.length,
    violations: violations.length,
    phases,
    recovery,
    quietAfter,
  };
};
export const brokenOff = (wanted: Wanted, surroundings: Surroundings, error: unknown): Result => ({
  ...wanted,
  ...surroundings,
  verdict: "broken-off",
  misses: [`It broke off: ${error instanceof Error ? error.message : String(error)}`],
  orders: 0,
  blows: 0,
  violations: 0,
  phases: NOTHING_SEEN,
  recovery: undefined,
  quietAfter: undefined,
});

export class Results {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }
  all(): Result[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, "utf8")
      .split("\n")
      .filter((line) => line !== "");
    return lines.map((line) => JSON.parse(line) as Result);
  }
  add(result: Result): void {
    appendFileSync(this.#file, `${JSON.stringify(result)}\n`);
  }
  /** What became of it, whatever the verdict, when it was done already; what broke off was not. */
  lastOf(wanted: Wanted): Result | undefined {
    const isWanted = (result: Result): boolean =>
      (Object.keys(wanted) as (keyof Wanted)[]).every((key) => result[key] === wanted[key]);
    return this.all().findLast((result) => result.verdict !== "broken-off" && isWanted(result));
  }
}
