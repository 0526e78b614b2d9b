// The figures of an experiment, from what customers said and when their orders ended.
import { atPercent } from "#tools/bench/percentile.ts";
import { ACCEPTED, acceptedAt, type Customer, cameAt } from "./customers.ts";
import type { Observation, PhaseFigures, Sample } from "./observation.ts";

/** Milliseconds since 1970 at which an order ended, by its id. */
export type Ends = ReadonlyMap<string, number>;
interface Times {
  readonly startedAt: number;
  readonly brokenAt: number;
  readonly wholeAt: number;
}
const SECOND = 1_000;
/** A lag that an ordinary moment may have, beyond that of the time before the fault. */
const ORDINARY = 50;

export function phasesIn(
  customers: readonly Customer[],
  ends: Ends,
  { brokenAt, wholeAt }: Times,
): Observation["phases"] {
  const between = (from: number, to: number) =>
    figuresOf(
      customers.filter((customer) => cameAt(customer) >= from && cameAt(customer) < to),
      ends,
    );
  return { before: between(0, brokenAt), during: between(brokenAt, wholeAt), after: between(wholeAt, Infinity) };
}

export function figuresOf(customers: readonly Customer[], ends: Ends): PhaseFigures {
  const tries = customers.flatMap((customer) => customer.tries);
  const otherAnswers: Record<string, number> = {};
  for (const { status } of tries) if (status !== ACCEPTED) otherAnswers[status] = (otherAnswers[status] ?? 0) + 1;
  const accepting = tries.filter(({ status }) => status === ACCEPTED).map(({ took }) => took);
  const finishing = customers.flatMap((customer) => {
    const [from, to] = [acceptedAt(customer), ends.get(customer.orderIds[0] ?? "")];
    return from === undefined ? [] : [to === undefined ? Infinity : Math.max(0, to - from)];
  });
  const of = (values: readonly number[], share: number): number | undefined =>
    values.length === 0 ? undefined : atPercent(values, share);
  return {
    customers: customers.length,
    accepted: customers.filter(({ orderIds }) => orderIds.length > 0).length,
    acceptP50: of(accepting, 50),
    acceptP99: of(accepting, 99),
    otherAnswers,
    finishP50: of(finishing, 50),
    finishP99: of(finishing, 99),
  };
}

/**
 * The later of two moments, counted from when all was whole again: the end of the last order that was accepted before, and the
 * first second in which nobody lags more than before the fault.
 */
export function recoveryOf(
  customers: readonly Customer[],
  ends: Ends,
  samples: readonly Sample[],
  { startedAt, brokenAt, wholeAt }: Times,
): number | undefined {
  const held = customers.filter((customer) => (acceptedAt(customer) ?? Infinity) < wholeAt);
  const lastEnd = Math.max(0, ...held.map(({ orderIds }) => (ends.get(orderIds[0] ?? "") ?? Infinity) - wholeAt));
  const totalOf = ({ lag }: Sample): number => Object.values(lag).reduce((sum, count) => sum + count, 0);
  const before = samples.filter(({ at }) => at + startedAt < brokenAt).map(totalOf);
  const usual = Math.max(ORDINARY, ...before);
  const caughtUp = samples.find((sample) => sample.at + startedAt >= wholeAt && totalOf(sample) <= usual);
  if (lastEnd === Infinity || !caughtUp) return undefined;
  return Math.max(lastEnd, caughtUp.at + startedAt - wholeAt);
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
