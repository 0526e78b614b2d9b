// What all runs have counted so far beside what is aimed at: a single run proves little about what happens once in a thousand times.
import { BROKERS, type Broker } from "#platform/derive/dapr/brokers.ts";
import { nothingLostNothingDoubled } from "../experiment/expectation.ts";
import type { Result } from "../experiment/result.ts";
import type { TargetKind } from "../targets/target.ts";

interface Count {
  readonly what: string;
  readonly experiments: readonly string[];
  /** By default everywhere. */
  readonly on?: TargetKind;
  readonly of: (result: Result) => number;
  /** On one broker, before a release; a tenth of it is enough on Redis and a hundredth on the others while something is built. */
  readonly goal?: number;
}
const blows = (result: Result): number => result.blows;
/** Runs that counted letters and not yet bad events sent ten with each blow. */
const badEventsOf = ({ badEvents, letters, blows: struck }: Result): number =>
  badEvents ?? (letters === undefined ? 0 : struck * 10);
const COUNTS: readonly Count[] = [
  {
    what: "services and sidecars killed",
    experiments: ["services-killed", "sidecars-killed"],
    on: "self-hosted",
    of: blows,
    goal: 334,
  },
  { what: "brokers killed", experiments: ["broker-killed"], on: "self-hosted", of: blows, goal: 100 },
  { what: "brokers wiped", experiments: ["broker-wiped"], on: "self-hosted", of: blows, goal: 4 },
  { what: "stores killed", experiments: ["store-killed"], on: "self-hosted", of: blows, goal: 100 },
  {
    what: "pods deleted without grace, in a cluster",
    experiments: ["services-killed", "broker-killed", "store-killed", "repeats"],
    on: "cluster",
    of: blows,
  },
  {
    what: "orders accepted while the store was killed again and again",
    experiments: ["store-killed"],
    on: "self-hosted",
    of: ({ phases }) => phases.during.accepted,
    goal: 1_000_000,
  },
  { what: "services replaced", experiments: ["rolling-update"], of: blows, goal: 50 },
  { what: "services at zero and back", experiments: ["zero-and-back"], of: blows, goal: 100 },
  { what: "bad events among good ones", experiments: ["poison"], of: badEventsOf, goal: 10_000 },
  {
    what: "requests sent again while who takes them was killed again and again",
    experiments: ["repeats"],
    on: "self-hosted",
    of: ({ phases }) => phases.during.sentAgain ?? 0,
    goal: 100_000,
  },
];
const SHARE: Readonly<Record<Broker, number>> = { redis: 10, rabbitmq: 100, kafka: 100 };

/** What was struck at and did not hold proves nothing, however often. */
const isSound = ({ verdict, violations, misses }: Result): boolean =>
  verdict !== "broken-off" &&
  violations === 0 &&
  !misses.some((miss) => miss.startsWith(nothingLostNothingDoubled.says));

/** By broker. */
export function countsTable(results: readonly Result[]): string {
  const sound = results.filter(isSound);
  const heads = ["What", ...BROKERS.map((broker) => `${broker}: seen, wanted`)];
  const rows = COUNTS.map(({ what, experiments, on, of, goal }) => {
    const own = sound.filter(({ experiment, target }) => experiments.includes(experiment) && target === (on ?? target));
    const cells = BROKERS.map((broker) => {
      const seen = own.filter((result) => result.broker === broker).reduce((sum, result) => sum + of(result), 0);
      return `${seen}, ${goal === undefined ? "–" : Math.ceil(goal / SHARE[broker])}`;
    });
    return `| ${[what, ...cells].join(" | ")} |`;
  });
  const lines = [`| ${heads.join(" | ")} |`, `|${heads.map(() => " --- ").join("|")}|`, ...rows];
  return `\n## Counted in all runs\n\n${WANTED}\n\n${lines.join("\n")}\n\n${COUNTED}\n`;
}
const WANTED = "Wanted is a tenth of what a release needs on Redis, and a hundredth on the others.";
const COUNTED = `Counted are runs that came to their end, lost nothing, did nothing twice and left no work, also those that missed something else or
were unsteady. Killing is SIGKILL, so its rows are of self-hosted platforms only; a pod that is deleted without grace has a moment to end
in order, and how many there must be nobody has said. What was sent again is that of the fault's time only. Older runs are left out of
rows whose figure they do not say.`;
