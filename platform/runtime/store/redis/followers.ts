// Those who wait for the next entry of a feed; the server tells of every entry on one channel.
export class Followers {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Something was appended to a feed, or, without its name, perhaps to any. */
  wake(feed: string | undefined): void {
    const woken = feed === undefined ? [...this.#waiting.values()] : [this.#waiting.get(feed) ?? []];
    for (const waiting of woken) for (const wake of waiting) wake();
  }
  /** Reads until there is something or the time is over; looks again whenever the feed may have grown. */
  async follow<T>(feed: string, timeout: number, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    const end = performance.now() + timeout;
    for (;;) {
      // Waiting begins before reading, so that nothing is missed in between.
      const next = this.#next(feed, end - performance.now());
      try {
        const entries = await read();
        if (entries.length > 0 || performance.now() >= end) return entries;
        await next.come;
      } finally {
        next.forget();
      }
    }
  }
  #next(feed: string, timeout: number): { come: Promise<void>; forget: () => void } {
    const waiting = this.#waiting.get(feed) ?? new Set();
    this.#waiting.set(feed, waiting);
    let forget = () => {};
    const come = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, timeout));
      forget = () => {
        clearTimeout(timer);
        waiting.delete(resolve);
        if (waiting.size === 0 && this.#waiting.get(feed) === waiting) this.#waiting.delete(feed);
      };
      waiting.add(resolve);
    });
    return { come, forget };
  }
}
