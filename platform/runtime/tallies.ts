// Plain counts of what a replica has done; the metrics endpoint and its reports read them.
import { RecentHandlings } from "./report/recent-handlings.ts";

export type TallyKind = "handled" | "retried" | "deadLettered";

export class Tallies {
  readonly recent = new RecentHandlings();
  readonly #counts: Readonly<Record<TallyKind, Map<string, number>>> = {
    handled: new Map(),
    retried: new Map(),
    deadLettered: new Map(),
  };

  count(kind: TallyKind, topic: string): void {
    const counts = this.#counts[kind];
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
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
