// The load tests by name: how many customers come when, what they do, and the service levels that decide the verdict.

/** From what came before, within `seconds`, to `rate` journeys a second. */
export interface Stage {
  readonly rate: number;
  readonly seconds: number;
}
export interface LoadTest {
  readonly says: string;
  readonly stages: readonly Stage[];
  /** What is bought; by default one of four. */
  readonly skus?: readonly string[];
  /** Share of the customers who wait until their order has ended. */
  readonly followed: number;
  /** Share of the customers who send the same request twice. */
  readonly repeated?: number;
  /** How many of the same request each customer sends at the same moment. */
  readonly copies?: number;
  /** Share of the customers whose order cannot be completed: a card that declines, a country that nobody serves, a change of mind. */
  readonly unlucky?: number;
  /** Whether requests are sent that nobody should send. */
  readonly isAbuse?: boolean;
  readonly levels: ServiceLevels;
  /** How many times as long as usual its levels allow; customers wait and insist for up to twice as long. */
  readonly slack?: number;
}
/** Milliseconds that 99 of 100 may take, and the share of customers who must have been told that their order is accepted. */
export interface ServiceLevels {
  readonly acceptP99: number;
  readonly finishP99: number;
  readonly accepted: number;
}

const SKUS = ["SKU-1", "SKU-2", "SKU-3", "SKU-4"] as const;
const CALM = { acceptP99: 100, finishP99: 2_000, accepted: 0.999 } as const;
const hold = (rate: number, seconds: number): Stage[] => [
  { rate, seconds: 0 },
  { rate, seconds },
];

export const TESTS = {
  smoke: { says: "A few customers, each followed to the end.", stages: hold(2, 10), followed: 1, levels: CALM },
  steady: {
    says: "An ordinary day: as many customers each second.",
    stages: hold(50, 60),
    followed: 0.1,
    repeated: 0.05,
    unlucky: 0.15,
    levels: CALM,
  },
  burst: {
    says: "A sale begins on an ordinary day: 1,000 orders a second for ten seconds.",
    stages: [...hold(20, 5), ...hold(1_000, 10)],
    followed: 0.01,
    levels: { acceptP99: 1_000, finishP99: 60_000, accepted: 0.999 },
  },
  "hot-sku": {
    says: "Everybody wants the same thing at the same moment.",
    stages: hold(200, 20),
    skus: ["SKU-1"],
    followed: 0.02,
    levels: { acceptP99: 500, finishP99: 30_000, accepted: 0.999 },
  },
  soak: {
    says: "An ordinary hour, in which nothing may grow or get slower.",
    stages: hold(30, 3_600),
    followed: 0.05,
    repeated: 0.05,
    unlucky: 0.15,
    levels: CALM,
  },
  "scale-from-zero": {
    says: "Nobody for a while, then everybody: what sleeps has to wake.",
    stages: [...hold(0, 5), ...hold(100, 30)],
    followed: 0.05,
    levels: { acceptP99: 10_000, finishP99: 60_000, accepted: 0.999 },
  },
  abuse: {
    says: "Malformed, forged and endlessly repeated requests among good ones.",
    stages: hold(20, 20),
    followed: 0.1,
    repeated: 0.5,
    isAbuse: true,
    levels: { acceptP99: 500, finishP99: 10_000, accepted: 0.99 },
  },
  repeats: {
    says: "Everybody sends the same request fifty times at the same moment.",
    stages: hold(2, 30),
    followed: 0.1,
    copies: 50,
    levels: { acceptP99: 1_000, finishP99: 10_000, accepted: 0.999 },
  },
} as const satisfies Readonly<Record<string, LoadTest>>;
export type TestName = keyof typeof TESTS;

export const isTestName = (name: string): name is TestName => Object.hasOwn(TESTS, name);

/** The test, or the same with another rate and length of its peak, as an experiment needs it; its levels allow `slack` times as long. */
export function testOf(name: TestName, { rate = 0, seconds = 0, slack = 1 } = {}): LoadTest {
  const { levels, ...rest }: LoadTest = TESTS[name];
  const { acceptP99, finishP99 } = levels;
  const highest = Math.max(...rest.stages.map((stage) => stage.rate));
  // What comes before the peak stays: nobody for a while, or an ordinary day.
  const stages = rest.stages.map((stage) => {
    if (stage.rate !== highest) return stage;
    return { rate: rate || highest, seconds: stage.seconds && (seconds || stage.seconds) };
  });
  return { ...rest, stages, slack, levels: { ...levels, acceptP99: acceptP99 * slack, finishP99: finishP99 * slack } };
}
export const secondsOf = ({ stages }: LoadTest): number => stages.reduce((sum, { seconds }) => sum + seconds, 0);
export const skusOf = ({ skus = SKUS }: LoadTest): readonly string[] => skus;
/** Customers altogether. */
export const customersOf = ({ stages }: LoadTest): number =>
  stages.reduce((sum, { rate, seconds }, at) => sum + (((stages[at - 1]?.rate ?? rate) + rate) / 2) * seconds, 0);
