// Performs one experiment: load from outside, a fault in its midst, a look every second; then calm, and the auditor.
import { seededRandom } from "#platform/simulate/seeded-random.ts";
import { services } from "#services/all.ts";
import { repetitionsIn } from "#tools/audit/arrived.ts";
import { report } from "#tools/audit/report.ts";
import type { Generator } from "../generator/generator.ts";
import { testOf } from "../k6/tests.ts";
import type { Target } from "../targets/target.ts";
import { Accounts } from "./accounts.ts";
import { Comparison, compare } from "./comparison.ts";
import { Crowd } from "./crowd.ts";
import { acceptedAt, cameAt, readCustomers, readRefusals } from "./customers.ts";
import type { Experiment, Phases } from "./experiment.ts";
import { perSecond, phaseAt, phasesIn, recoveryOf, refusalsIn, repeatedIn } from "./figures.ts";
import { bringGoods } from "./goods.ts";
import type { Observation } from "./observation.ts";
import { pause } from "./pause.ts";
import { tellProgress } from "./progress.ts";
import { Sampler } from "./sampler.ts";

export interface Performance {
  readonly target: Target;
  readonly generator: Generator;
  readonly phases: Phases;
  /** Seconds of load that belong to no phase: programs that have just started are slow. */
  readonly warmUp?: number;
  /** Customers a second. */
  readonly rate: number;
  /** How many times as long everything may take. */
  readonly slack: number;
  readonly seed: number;
  readonly sentFile: string;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}
const WARM_UP = 8;
const FIRST_ORDER_WITHIN = 60_000;
const declarations = services.map(({ declaration }) => declaration);

export async function perform(experiment: Experiment, performance: Performance): Promise<Observation> {
  const { target, generator, phases, warmUp = WARM_UP, rate, slack, seed, sentFile, say, signal } = performance;
  const { url, administratorToken } = target;
  const accounts = new Accounts(target, declarations, say);
  const unrest = await accounts.rest(seed, () => undefined);
  if (unrest.left.length > 0) throw new Error(`The platform was not at rest before: ${unrest.left.join("; ")}`);
  const before = await accounts.open();
  const seconds = warmUp + phases.before + phases.fault + phases.after;
  const { test } = experiment.load;
  const firstLines = await bringGoods(target, before.books.stock, testOf(test, { rate, seconds }));
  const sampler = new Sampler(target, declarations, before.committed);
  const startedAt = Date.now();
  sampler.start(startedAt);
  await experiment.compared?.start();
  const comparison = new Comparison(experiment.compared?.ways ?? []);
  const run = `${experiment.name}-${startedAt.toString(36)}`;
  const asked = { run, test, rate, seconds, followed: 0, slack };
  const load = { url, administratorToken, ...asked, isStocked: true, isJudged: false };
  const crowd = new Crowd({ generator, load, sentFile, firstLines, signal });
  crowd.start();
  const progress = tellProgress(seconds, () => sampler.orders, say);
  const blows: { at: number; what: string }[] = [];
  const note = (what: string): void => void blows.push({ at: Date.now() - startedAt, what });
  try {
    await firstOrder(sampler, signal);
    // Its own orders would be taken for the first one.
    comparison.start(target);
    await pause(warmUp * 1_000, signal);
    const warmAt = Date.now();
    await pause(phases.before * 1_000, signal);
    say(`Now ${experiment.fault.says}, for ${phases.fault} s.`);
    const brokenAt = Date.now();
    await experiment.fault.run(target, { seconds: phases.fault, random: seededRandom(seed), note, signal });
    const wholeAt = Date.now();
    say(`All is whole again after ${((wholeAt - brokenAt) / 1_000).toFixed(1)} s and ${blows.length} blows.`);
    await crowd.until(wholeAt + phases.after * 1_000);
    const endedAt = Date.now();
    await comparison.stop();
    progress.end();
    const { left, letters } = await accounts.rest(seed);
    const quietAfter = left.length === 0 ? Date.now() - endedAt : undefined;
    await sampler.stop();
    const opened = await accounts.close(sentFile);
    const violations = report(opened, say).map(({ invariant, what }) => `${invariant}: ${what}`);
    const ends = await accounts.ends();
    const customers = readCustomers(sentFile);
    const accepted = new Set(customers.flatMap(({ orderIds }) => orderIds));
    const times = { startedAt, warmAt, brokenAt, wholeAt };
    const { arrived } = opened.books;
    return {
      phases: phasesIn(customers, ends, times),
      brokenAt: brokenAt - startedAt,
      wholeAt: wholeAt - startedAt,
      loadedUntil: Math.max(startedAt, ...customers.map(cameAt)) - startedAt,
      endedAt: endedAt - startedAt,
      blows,
      recovery: recoveryOf(customers, ends, sampler.samples, times),
      quietAfter,
      samples: sampler.samples,
      acceptedEach: perSecond(
        customers.flatMap((customer) => acceptedAt(customer) ?? []),
        startedAt,
      ),
      // A platform that was there before has other orders, too.
      finishedEach: perSecond(
        [...ends].filter(([orderId]) => accepted.has(orderId)).map(([, end]) => end),
        startedAt,
      ),
      orders: accepted.size,
      violations,
      left,
      letters: letters.length,
      desk: letters,
      mails: arrived && { arrived: arrived.length, again: repetitionsIn(arrived) },
      whyNotArrived: opened.whyNotArrived,
      promised: crowd.promised,
      came: customers.length,
      repeated: repeatedIn(customers),
      refusals: refusalsIn(readRefusals(sentFile)),
      slack,
      compared: compare(comparison.asked, (moment) => phaseAt(moment, times)),
    };
  } finally {
    progress.end();
    await Promise.all([crowd.leave(), sampler.stop(), comparison.stop()]);
    await experiment.compared?.close();
    accounts.dispose();
  }
}

/** The load needs a moment to begin. */
async function firstOrder(sampler: Sampler, signal: AbortSignal | undefined): Promise<void> {
  const end = performance.now() + FIRST_ORDER_WITHIN;
  while (sampler.orders.accepted === 0) {
    if (performance.now() > end) throw new Error("No order came.");
    await pause(200, signal);
  }
}
