// A load test as k6 runs it: an open model, in which customers come whether or not those before them were served.
import type { Options } from "k6/options";
import type { LoadTest } from "./tests.ts";

/** So long a customer insists, and so long one who follows an order looks. */
export const PATIENCE_SECONDS = 90;
/** Longer than anybody insists, also one who orders twice: who is sent away before has not been counted as one who was not served. */
const LAST_CUSTOMER_SECONDS = 2 * PATIENCE_SECONDS + 30;
const FEWEST = 50;
const MOST = 2_500;

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
        preAllocatedVUs: Math.min(MOST, Math.max(FEWEST, most)),
        maxVUs: MOST,
        gracefulStop: `${LAST_CUSTOMER_SECONDS}s`,
      },
    },
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
