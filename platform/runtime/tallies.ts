// Plain counts of what a replica has done; the metrics endpoint and its reports read them.
import type { ProblemCode } from "#contracts/problems.ts";
import type { CloudEvent } from "../declare/cloud-event.ts";
import { SECOND } from "../declare/duration.ts";
import { madeAt } from "./ids.ts";
import { RecentHandlings } from "./report/recent-handlings.ts";
import { Histograms, LONG, SHORT } from "./telemetry/histogram.ts";

export type TallyKind = "handled" | "retried" | "deadLettered";

/** The problems with which handlers usually fail. */
const FORESEEN = ["unexpected", "event-invalid", "partner-away"] as const satisfies readonly ProblemCode[];

/**
 * `heard`, `said`: topics that are told of as zero before there is anything to count. Whoever draws how fast a count grows
 * sees nothing of what was counted before the first look, so a count that begins with one would never have grown.
 */
export class Tallies {
  readonly recent = new RecentHandlings();
  /** Seconds for which events were in hand, by topic. */
  readonly took = new Histograms(SHORT);
  /** Seconds from the request at the start of the chain to an event, by the event's topic. */
  readonly sinceRequest = new Histograms(LONG);
  readonly #failures = new Map<string, Map<string, number>>();
  readonly #counts: Readonly<Record<TallyKind, Map<string, number>>> = {
    handled: new Map(),
    retried: new Map(),
    deadLettered: new Map(),
  };

  constructor(heard: readonly string[] = [], said: readonly string[] = []) {
    for (const topic of heard) {
      for (const counts of Object.values(this.#counts)) counts.set(topic, 0);
      this.#failures.set(topic, new Map(FORESEEN.map((problem) => [problem, 0])));
    }
    this.took.begin(heard);
    this.sinceRequest.begin(said);
  }

  count(kind: TallyKind, topic: string): void {
    const counts = this.#counts[kind];
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  /** An attempt has failed with this problem. */
  fail(topic: string, problem: string): void {
    const problems = this.#failures.get(topic) ?? new Map<string, number>();
    problems.set(problem, (problems.get(problem) ?? 0) + 1);
    this.#failures.set(topic, problems);
  }
  /** Events were committed. */
  say(events: readonly CloudEvent[]): void {
    for (const { type, time, correlationid } of events) {
      const begun = madeAt(correlationid);
      if (begun !== undefined) this.sinceRequest.observe(type, Math.max(0, Date.parse(time) - begun) / SECOND);
    }
  }
  failures(): { topic: string; problem: string; count: number }[] {
    return [...this.#failures].flatMap(([topic, problems]) =>
      [...problems].map(([problem, count]) => ({ topic, problem, count })),
    );
  }
  /** Of these topics together. */
  total(kind: TallyKind, topics: readonly string[]): number {
    return topics.reduce((sum, topic) => sum + (this.#counts[kind].get(topic) ?? 0), 0);
  }
  entries(): { kind: TallyKind; topic: string; count: number }[] {
    return (Object.keys(this.#counts) as TallyKind[]).flatMap((kind) =>
      [...this.#counts[kind]].map(([topic, count]) => ({ kind, topic, count })),
    );
  }
}
