// What an experiment says: a hypothesis, the load under which it is tried, the fault, and what must hold; plain data.
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import type { TestName } from "../k6/tests.ts";
import type { Needs, TargetKind } from "../targets/target.ts";
import type { Way } from "./comparison.ts";
import type { Expectation } from "./expectation.ts";
import type { Fault } from "./fault.ts";

export interface Experiment {
  /** As its file is named. */
  readonly name: string;
  readonly hypothesis: string;
  /** What must be true before the fault; otherwise nothing can be said of it. */
  readonly steadyState: readonly Expectation[];
  readonly fault: Fault;
  /** An open model: `rate` customers a second, whatever happens, for all three phases; in short form `shortRate`. */
  readonly load: { readonly test: TestName; readonly rate: number; readonly shortRate?: number };
  /** Seconds before the fault, of the fault, and after it. */
  readonly phases: Phases;
  /** In short form; by default half as long. */
  readonly short?: Phases;
  readonly holds: readonly Expectation[];
  /** Other ways to do the same, asked all the while. */
  readonly compared?: {
    readonly start: () => Promise<void>;
    readonly ways: readonly Way[];
    readonly close: () => Promise<void>;
  };
  readonly on: readonly TargetKind[];
  /** By default all. */
  readonly brokers?: readonly Broker[];
  readonly needs?: Needs;
}
export interface Phases {
  readonly before: number;
  readonly fault: number;
  readonly after: number;
}
type Planned = Pick<Experiment, "phases" | "short">;
/** `faultSeconds`: how long the fault lasts, where somebody wants it otherwise. */
export const phasesOf = (experiment: Planned, isShort: boolean, faultSeconds?: number): Phases => {
  const planned = isShort ? shortOf(experiment) : experiment.phases;
  return faultSeconds === undefined ? planned : { ...planned, fault: faultSeconds };
};
const shortOf = ({ phases: { before, fault, after }, short }: Planned): Phases =>
  short ?? { before: Math.ceil(before / 2), fault: Math.ceil(fault / 2), after: Math.ceil(after / 2) };
/** Customers a second. */
export const rateOf = ({ load: { rate, shortRate = rate } }: Experiment, isShort: boolean): number =>
  isShort ? shortRate : rate;
