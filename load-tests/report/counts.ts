// What all runs have counted so far beside what is aimed at: a single run proves little about what happens once in a thousand times.
import { BROKERS, type Broker } from "#platform/derive/dapr/brokers.ts";
import type { Result } from "../experiment/result.ts";

interface Count {
  readonly what: string;
  readonly experiments: readonly string[];
  readonly of: (result: Result) => number;
  /** On one broker, before a release; a tenth of it is enough on Redis and a hundredth on the others while something is built. */
  readonly goal: number;
}
const blows = (result: Result): number => result.blows;
const COUNTS: readonly Count[] = [
  {
    what: "services and sidecars killed",
    experiments: ["services-killed", "sidecars-killed"],
    of: blows,
    goal: 334,
  },
  { what: "brokers killed", experiments: ["broker-killed"], of: blows, goal: 100 },
  { what: "brokers wiped", experiments: ["broker-wiped"], of: blows, goal: 4 },
  { what: "stores killed", experiments: ["store-killed"], of: blows, goal: 100 },
  {
    what: "orders accepted while the store was killed again and again",
    experiments: ["store-killed"],
    of: ({ phases }) => phases.during.accepted,
    goal: 1_000_000,
  },
  { what: "services replaced", experiments: ["rolling-update"], of: blows, goal: 50 },
  { what: "services at zero and back", experiments: ["zero-and-back"], of: blows, goal: 100 },
  { what: "dead letters of bad events", experiments: ["poison"], of: ({ letters = 0 }) => letters, goal: 10_000 },
  {
    what: "requests sent again while who takes them was killed again and again",
    experiments: ["repeats"],
    of: ({ repeated = 0, sentAgain = repeated }) => sentAgain,
    goal: 100_000,
  },
];
const SHARE: Readonly<Record<Broker, number>> = { redis: 10, rabbitmq: 100, kafka: 100 };

/** By broker, wherever the platform ran. */
export function countsTable(results: readonly Result[]): string {
  const heads = ["What", ...BROKERS.map((broker) => `${broker}: seen, wanted`)];
  const rows = COUNTS.map(({ what, experiments, of, goal }) => {
    const own = results.filter(({ experiment }) => experiments.includes(experiment));
    const cells = BROKERS.map((broker) => {
      const seen = own.filter((result) => result.broker === broker).reduce((sum, result) => sum + of(result), 0);
      return `${seen}, ${Math.ceil(goal / SHARE[broker])}`;
    });
    return `| ${[what, ...cells].join(" | ")} |`;
  });
  const lines = [`| ${heads.join(" | ")} |`, `|${heads.map(() => " --- ").join("|")}|`, ...rows];
  return `\n## Counted in all runs\n\nWanted is a tenth of what a release needs on Redis, and a hundredth on the others.\n\n${lines.join("\n")}\n`;
}
