// What makes load: k6, wherever it runs. It is told of a test by its environment, and what it sent comes back as lines.
import { gracefulStopOf } from "../k6/options.ts";
import { secondsOf, type TestName, testOf } from "../k6/tests.ts";

export interface Load {
  readonly test: TestName;
  readonly url: string;
  readonly administratorToken: string;
  /** Another one each time: keys and user ids begin with it. */
  readonly run: string;
  /** Journeys a second, instead of the test's own. */
  readonly rate?: number;
  readonly seconds?: number;
  /** Share of the customers who wait for the end of their order, instead of the test's own. */
  readonly followed?: number;
  /** Somebody has brought goods for everybody and written them down, at a platform that answers: k6 sends customers at once. */
  readonly isStocked?: boolean;
  /** Without: k6 counts, and somebody else judges. */
  readonly isJudged?: boolean;
  /** How many times as long as its service levels say everything may take, where the machine has other things to do. */
  readonly slack?: number;
}
export interface Generated {
  /** k6's own: 0, 99 when a service level was missed, which it asks for only where it judges, another when it could not run. */
  readonly exitCode: number;
}
const LEVEL_MISSED = 99;
/** Whether there was load; how good the answers were is another question. */
export const hasRun = ({ exitCode }: Generated): boolean => exitCode === 0 || exitCode === LEVEL_MISSED;
export interface GeneratorOptions {
  readonly load: Load;
  /** Is written anew: a line of JSON for each request and delivery (tools/load/sent.ts). */
  readonly sentFile: string;
  /** Where k6 says how far it is and how it ended; by default this process's own output. */
  readonly output?: "shown" | "hidden";
  readonly signal?: AbortSignal;
}
export type Generator = (options: GeneratorOptions) => Promise<Generated>;

/** What k6 is told on its command line, wherever it runs. */
export const argumentsOf = ({ isJudged = true }: Load): string[] => (isJudged ? [] : ["--no-thresholds"]);

export const variablesOf = ({
  test,
  url,
  administratorToken,
  run,
  rate,
  seconds,
  followed,
  slack,
  isStocked = false,
}: Load): Record<string, string> =>
  Object.fromEntries(
    Object.entries({
      TEST: test,
      URL: url,
      ADMIN_TOKEN: administratorToken,
      RUN: run,
      RATE: rate,
      SECONDS: seconds,
      FOLLOWED: followed,
      SLACK: slack,
      STOCKED: isStocked ? 1 : undefined,
      K6_NO_USAGE_REPORT: true,
    })
      .filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [name, String(value)]),
  );

/** Seconds for programs to start, and for what comes before the first customer and after the last one. */
const AROUND = 120;
/** Seconds after which a run is over, whatever has become of the platform. */
export function longestOf({ test, rate = 0, seconds = 0, slack = 1 }: Load): number {
  const asked = testOf(test, { rate, seconds, slack });
  return secondsOf(asked) + gracefulStopOf(asked) + AROUND;
}
