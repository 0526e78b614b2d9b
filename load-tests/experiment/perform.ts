// Performs one experiment: load from outside, a fault in its midst, a look every second; then calm, and the auditor.
import { setTimeout as sleep } from "node:timers/promises";
import { seededRandom } from "#platform/simulate/seeded-random.ts";
import { services } from "#services/all.ts";
import { HttpShelf } from "#tools/audit/over-http/http-shelf.ts";
import { openOverHttp } from "#tools/audit/over-http/open.ts";
import { report } from "#tools/audit/report.ts";
import { untilCalm } from "#tools/failures/calm.ts";
import { type Letter, tendDesk } from "#tools/load/operator.ts";
import { readSent } from "#tools/load/sent.ts";
import { TownOverHttp } from "#tools/load/town-over-http.ts";
import type { Generator } from "../generator/generator.ts";
import type { Target } from "../targets/target.ts";
import { Comparison, compare } from "./comparison.ts";
import { acceptedAt, cameAt, readCustomers, readRefusals } from "./customers.ts";
import type { Experiment, Phases } from "./experiment.ts";
import { type Ends, perSecond, phaseAt, phasesIn, recoveryOf, refusalsIn, repeatedIn } from "./figures.ts";
import type { Observation } from "./observation.ts";
import { tellProgress } from "./progress.ts";
import { Sampler } from "./sampler.ts";

export interface Performance {
  readonly target: Target;
  readonly generator: Generator;
  readonly phases: Phases;
  /** Customers a second. */
  readonly rate: number;
  /** How many times as long everything may take. */
  readonly slack: number;
  readonly seed: number;
  readonly sentFile: string;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}
const LONGEST_CALM = 3 * 60_000;
/** Seconds of load that belong to no phase: programs that have just started are slow. */
const WARM_UP = 8;
/** Milliseconds between two looks at the dead letters: a page of them each time. */
const DESK_ROUND = 500;
const FIRST_ORDER_WITHIN = 60_000;
const declarations = services.map(({ declaration }) => declaration);

export async function perform(experiment: Experiment, performance: Performance): Promise<Observation> {
  const { target, generator, phases, rate, slack, seed, sentFile, say, signal } = performance;
  const { url, administratorToken } = target;
  const seconds = WARM_UP + phases.before + phases.fault + phases.after;
  const sampler = new Sampler(target, declarations);
  const startedAt = Date.now();
  sampler.start(startedAt);
  await experiment.compared?.start();
  const comparison = new Comparison(experiment.compared?.ways ?? []);
  comparison.start(target);
  const load = {
    url,
    administratorToken,
    run: `${experiment.name}-${startedAt.toString(36)}`,
    test: experiment.load.test,
    rate,
    seconds,
    followed: 0,
    isJudged: false,
  };
  const loading = generator({ load, sentFile, output: "hidden", ...(signal && { signal }) });
  // It is awaited when the fault is over; an earlier end must not end this process.
  loading.catch(() => undefined);
  const progress = tellProgress(seconds, () => sampler.orders, say);
  const blows: { at: number; what: string }[] = [];
  const note = (what: string): void => void blows.push({ at: Date.now() - startedAt, what });
  try {
    await firstOrder(sampler);
    await sleep(WARM_UP * 1_000);
    const warmAt = Date.now();
    await sleep(phases.before * 1_000);
    say(`Now ${experiment.fault.says}, for ${phases.fault} s.`);
    const brokenAt = Date.now();
    await experiment.fault.run(target, { seconds: phases.fault, random: seededRandom(seed), note });
    const wholeAt = Date.now();
    say(`All is whole again after ${((wholeAt - brokenAt) / 1_000).toFixed(1)} s and ${blows.length} blows.`);
    if ((await loading).exitCode !== 0) throw new Error("There was no load: k6 has ended before its time.");
    const endedAt = Date.now();
    await comparison.stop();
    progress.end();
    const { left, letters } = await settle(target, seed, say);
    const quietAfter = left.length === 0 ? Date.now() - endedAt : undefined;
    await sampler.stop();
    const { violations, ends } = await readBooks(target, sentFile, say);
    const customers = readCustomers(sentFile);
    const accepted = new Set(customers.flatMap(({ orderIds }) => orderIds));
    const times = { startedAt, warmAt, brokenAt, wholeAt };
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
      promised: rate * seconds,
      came: customers.length,
      repeated: repeatedIn(customers),
      refusals: refusalsIn(readRefusals(sentFile)),
      slack,
      compared: compare(comparison.asked, (moment) => phaseAt(moment, times)),
    };
  } finally {
    progress.end();
    await Promise.all([sampler.stop(), comparison.stop()]);
    await experiment.compared?.close();
    await loading.catch(() => undefined);
  }
}

/** The load needs a moment to begin. */
async function firstOrder(sampler: Sampler): Promise<void> {
  const end = performance.now() + FIRST_ORDER_WITHIN;
  while (sampler.orders.accepted === 0) {
    if (performance.now() > end) throw new Error("No order came.");
    await sleep(200);
  }
}

/** Until no work is left; somebody tends the desk meanwhile. */
async function settle(
  { url, administratorToken }: Target,
  seed: number,
  say: (line: string) => void,
): Promise<{ left: string[]; letters: Letter[] }> {
  const town = new TownOverHttp({ url, administratorToken, declarations, seed });
  const shelf = new HttpShelf(url, administratorToken);
  const letters: Letter[] = [];
  let isCalm = false;
  const desk = tendDesk(
    town,
    new Map(),
    () => isCalm,
    (letter) => letters.push(letter),
    DESK_ROUND,
  );
  const left = await untilCalm({ shelf, declarations, customers: () => 0, limit: LONGEST_CALM, say }).finally(() => {
    isCalm = true;
  });
  await desk;
  town.close();
  shelf.close();
  return { left, letters };
}

interface StoredOrder {
  readonly history: readonly { readonly status: string; readonly at: string }[];
}
async function readBooks({ url, administratorToken }: Target, sentFile: string, say: (line: string) => void) {
  const shelf = new HttpShelf(url, administratorToken);
  const opened = await openOverHttp(shelf, declarations, await readSent(sentFile));
  const violations = report(opened, say).map(({ invariant, what }) => `${invariant}: ${what}`);
  const orders = await shelf.records<StoredOrder>("order", "order");
  shelf.close();
  const ends: Ends = new Map(
    [...orders].flatMap(([orderId, { history }]) => {
      const end = history.find(({ status }) => status === "COMPLETED" || status === "CANCELLED");
      return end ? [[orderId, Date.parse(end.at)] as const] : [];
    }),
  );
  return { violations, ends };
}
