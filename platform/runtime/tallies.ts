// Plain counts of what a replica has done; the metrics endpoint reads them.
const KINDS = ["handled", "retried", "deadLettered"] as const;
export type TallyKind = (typeof KINDS)[number];

export class Tallies {
  readonly #counts = new Map<string, number>();

  count(kind: TallyKind, topic: string): void {
    const key = `${kind}/${topic}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }
  entries(): { kind: TallyKind; topic: string; count: number }[] {
    return [...this.#counts].map(([key, count]) => {
      const [kind, topic] = key.split("/") as [TallyKind, string];
      return { kind, topic, count };
    });
  }
}
