// The sidecar's components that a service publishes through: with little to do always the same, with much all of them.

export class Publishers {
  readonly #inHand: Map<string, number>;

  constructor(pubsubs: readonly string[]) {
    this.#inHand = new Map(pubsubs.map((pubsub) => [pubsub, 0]));
  }
  get count(): number {
    return this.#inHand.size;
  }
  /**
   * Through the one with the fewest calls in hand, the first of several: a component finds out that its connection is gone only
   * when it sends, and the next event should not find out the same at another.
   */
  async through<T>(call: (pubsub: string) => Promise<T>): Promise<T> {
    const pubsub = this.#leastBusy();
    this.#add(pubsub, 1);
    try {
      return await call(pubsub);
    } finally {
      this.#add(pubsub, -1);
    }
  }

  #leastBusy(): string {
    const [[least, fewest] = ["", 0], ...others] = this.#inHand;
    return others.reduce((best, one) => (one[1] < best[1] ? one : best), [least, fewest] as const)[0];
  }
  #add(pubsub: string, calls: number): void {
    this.#inHand.set(pubsub, (this.#inHand.get(pubsub) ?? 0) + calls);
  }
}
