// A load test as k6 runs it: an open model, in which customers come whether or not those before them were served.
import type { Options } from "k6/options";
import type { LoadTest } from "./tests.ts";

const PATIENCE_SECONDS = 90;
const ANSWER_WITHIN_SECONDS = 10;
// Levels may be stretched as far as a machine needs; customers are not, because a run against something broken must end as well.
const MOST_SLACK = 2;
const stretch = ({ slack = 1 }: LoadTest): number => Math.min(MOST_SLACK, slack);
/** So long a customer insists, and so long one who follows an order looks. */
export const patienceOf = (test: LoadTest): number => PATIENCE_SECONDS * stretch(test);
/** So long a customer waits for one answer. */
export const answerWithin = (test: LoadTest): number => ANSWER_WITHIN_SECONDS * stretch(test);
/** Longer than anybody insists, also one who orders twice: who is sent away before has not been counted as one who was not served. */
export const gracefulStopOf = (test: LoadTest): number => 2 * patienceOf(test) + 30;
/** For all that comes before the first customer: k6's own minute would end it before it has said what is wrong. */
const SETUP_SECONDS = 90;
const FEWEST = 50;
const MOST = 2_500;
/** Who is refused insists, and keeps a place meanwhile; k6 makes a new one more slowly than customers come. */
const INSISTING_SECONDS = 30;
/** A place takes memory, also where nobody is refused. */
const ENOUGH = 600;
const placesAtFirst = (rate: number): number =>
  Math.min(MOST, Math.max(FEWEST, rate, Math.min(ENOUGH, rate * INSISTING_SECONDS)));

export function optionsOf(test: LoadTest): Options {
  const { stages, levels } = test;
  const most = Math.max(...stages.map(({ rate }) => rate));
  return {
    scenarios: {
      customers: {
        executor: "ramping-arrival-rate",
        startRate: stages[0]?.rate ?? 0,
        timeUnit: "1s",
        stages: stages.map(({ rate, seconds }) => ({ target: rate, duration: `${seconds}s` })),
        preAllocatedVUs: placesAtFirst(most),
        maxVUs: MOST,
        gracefulStop: `${gracefulStopOf(test)}s`,
      },
    },
    setupTimeout: `${SETUP_SECONDS}s`,
    // Whoever answers must not send the load on to a stranger.
    maxRedirects: 0,
    // All copies of a request at the same moment; otherwise six would wait for each other.
    batch: test.copies ?? 1,
    batchPerHost: test.copies ?? 1,
    thresholds: {
      // Levels of which nothing was seen count as held.
      iterations: ["count>0"],
      accepted: [`rate>=${levels.accepted}`],
      accept_duration: [`p(99)<${levels.acceptP99}`],
      ...(test.followed > 0 && {
        finished: ["rate>=0.999"],
        finish_duration: [`p(99)<${levels.finishP99}`],
      }),
      // A customer for whom k6 had no room was never there: the load was not the one that was promised.
      dropped_iterations: ["count==0"],
      ...(test.isAbuse && { refused_rightly: ["rate==1"] }),
      unexpected_answers: ["count==0"],
    },
    summaryTrendStats: ["min", "med", "p(95)", "p(99)", "max"],
    // Requests of one kind are one line, whatever is in their paths.
    systemTags: ["status", "name", "scenario"],
  };
}
