// The figures of an experiment, from what customers said and when their orders ended.
import { atPercent } from "#tools/bench/percentile.ts";
import type { Try } from "../k6/sent.ts";
import { ACCEPTED, acceptedAt, type Customer, cameAt, type Refusal } from "./customers.ts";
import type { Observation, Phase, PhaseFigures, RefusalFigures, Sample } from "./observation.ts";

/** Milliseconds since 1970 at which an order ended, by its id. */
export type Ends = ReadonlyMap<string, number>;
export interface Times {
  readonly startedAt: number;
  /** Those who came before are in no phase. */
  readonly warmAt: number;
  readonly brokenAt: number;
  readonly wholeAt: number;
}
const SECOND = 1_000;
/** A lag that an ordinary moment may have, though the few seconds between the warm-up and the fault had none like it. */
const ORDINARY = 50;

/** The phase in which somebody came; undefined in the warm-up. */
export const phaseAt = (moment: number, times: Times): Phase | undefined =>
  moment < times.warmAt ? undefined : phaseOf(moment, moment, times);

/** What has ended before the fault belongs to the time before it; what began in the fault, or was under way when it began, to the fault. */
const phaseOf = (from: number, to: number, { brokenAt, wholeAt }: Times): Phase => {
  if (to < brokenAt) return "before";
  return from < wholeAt ? "during" : "after";
};

export function phasesIn(customers: readonly Customer[], ends: Ends, times: Times): Observation["phases"] {
  const warm = customers.filter((customer) => cameAt(customer) >= times.warmAt);
  const tries = warm.flatMap((customer) => customer.tries);
  const again = warm.flatMap((customer) => customer.tries.slice(1));
  const finishes = warm.flatMap((customer) => finishOf(customer, ends));
  const figuresOf = (phase: Phase): PhaseFigures => {
    const came = warm.filter((customer) => phaseOf(cameAt(customer), cameAt(customer), times) === phase);
    const isOwn = ({ at, took }: Try): boolean => phaseOf(at, at + took, times) === phase;
    const own = tries.filter(isOwn);
    const accepting = own.filter(({ status }) => status === ACCEPTED).map(({ took }) => took);
    const finishing = finishes
      .filter(([from, to]) => phaseOf(from, to, times) === phase)
      .map(([from, to]) => to - from);
    return {
      customers: came.length,
      accepted: came.filter(({ orderIds }) => orderIds.length > 0).length,
      sentAgain: again.filter(isOwn).length,
      acceptP50: of(accepting, 50),
      acceptP99: of(accepting, 99),
      otherAnswers: counted(own.filter(({ status }) => status !== ACCEPTED).map(({ status }) => String(status))),
      problems: counted(own.flatMap(({ problem }) => problem ?? [])),
      finishP50: of(finishing, 50),
      finishP99: of(finishing, 99),
    };
  };
  return { before: figuresOf("before"), during: figuresOf("during"), after: figuresOf("after") };
}
const of = (values: readonly number[], share: number): number | undefined =>
  values.length === 0 ? undefined : atPercent(values, share);

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
/** From the acceptance to the end; an order that never ends is no fast one. The clocks of two processes may differ by a moment. */
function finishOf(customer: Customer, ends: Ends): [from: number, to: number][] {
  const from = acceptedAt(customer);
  return from === undefined ? [] : [[from, Math.max(from, ends.get(customer.orderIds[0] ?? "") ?? Infinity)]];
}

/**
 * The later of two moments, counted from when all was whole again: the end of the last order that was accepted before, and the
 * first second in which everybody answers and all lag together is no more than before the fault, or than is ordinary.
 */
export function recoveryOf(
  customers: readonly Customer[],
  ends: Ends,
  samples: readonly Sample[],
  { startedAt, warmAt, brokenAt, wholeAt }: Times,
): number | undefined {
  const held = customers.filter((customer) => (acceptedAt(customer) ?? Infinity) < wholeAt);
  const lastEnd = Math.max(0, ...held.map(({ orderIds }) => (ends.get(orderIds[0] ?? "") ?? Infinity) - wholeAt));
  const totalOf = ({ lag }: Sample): number => Object.values(lag).reduce((sum, count) => sum + count, 0);
  // Nobody knows how far behind one is who says nothing.
  const known = samples.filter(({ silent }) => silent.length === 0);
  const before = known.filter(({ at }) => at + startedAt >= warmAt && at + startedAt < brokenAt).map(totalOf);
  const usual = Math.max(ORDINARY, ...before);
  const caughtUp = known.find((sample) => sample.at + startedAt >= wholeAt && totalOf(sample) <= usual);
  if (lastEnd === Infinity || !caughtUp) return undefined;
  return Math.max(lastEnd, caughtUp.at + startedAt - wholeAt);
}

/** Requests that were sent again under their key, and customers who were told of their order more than once. */
export function repeatedIn(customers: readonly Customer[]): Observation["repeated"] {
  const told = customers.filter(({ orderIds }) => orderIds.length > 1);
  const sent = customers.reduce((sum, { tries }) => sum + Math.max(0, tries.length - 1), 0);
  return { sent, told: told.length, same: told.filter(({ orderIds }) => new Set(orderIds).size === 1).length };
}

/** What the answer was before anybody looked at the request: none, too many requests, or nobody there. */
const UNJUDGED = new Set([0, 429, 503]);
export function refusalsIn(refusals: readonly Refusal[]): Observation["refusals"] {
  const figuresOf = (name: string): RefusalFigures => {
    const sent = refusals.filter((refusal) => refusal.name === name);
    const judged = sent.filter(({ status }) => !UNJUDGED.has(status));
    return { sent: sent.length, judged: judged.length, right: judged.filter(({ isRight }) => isRight).length };
  };
  return Object.fromEntries([...new Set(refusals.map(({ name }) => name))].map((name) => [name, figuresOf(name)]));
}

/** How many of these moments fell into each second since the start. */
export function perSecond(moments: readonly number[], startedAt: number): number[] {
  const seconds: number[] = [];
  for (const moment of moments) {
    const second = Math.max(0, Math.floor((moment - startedAt) / SECOND));
    while (seconds.length <= second) seconds.push(0);
    seconds[second] = (seconds[second] ?? 0) + 1;
  }
  return seconds;
}
