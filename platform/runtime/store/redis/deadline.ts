// The time within which a command must be answered. One timer for all of them: they are kept in the order of their deadlines, so the first is the next to fail.
interface Waiting {
  readonly until: number;
  readonly fail: (error: Error) => void;
}

export class Deadline {
  readonly #within: number;
  readonly #waiting = new Set<Waiting>();
  #isChecking = false;

  /** `within`: milliseconds. */
  constructor(within: number) {
    this.#within = within;
  }

  /** Settles as `answer` does, or fails when that takes too long. */
  watch<T>(answer: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = { until: performance.now() + this.#within, fail: reject };
      this.#waiting.add(waiting);
      if (!this.#isChecking) this.#check(this.#within);
      const settle = async (): Promise<void> => {
        try {
          resolve(await answer);
        } catch (error) {
          reject(error);
        } finally {
          this.#waiting.delete(waiting);
        }
      };
      void settle();
    });
  }

  #check(delay: number): void {
    this.#isChecking = true;
    // A busy process reads its answers only after its timers: those that have arrived come first.
    setTimeout(() => setImmediate(() => this.#judge()), delay);
  }
  #judge(): void {
    const now = performance.now();
    this.#isChecking = false;
    for (const waiting of this.#waiting) {
      // Timers keep whole milliseconds: one that fires a little early must not wait once more for nothing.
      if (waiting.until > now + 1) return this.#check(waiting.until - now);
      this.#waiting.delete(waiting);
      waiting.fail(new Error(`No answer within ${this.#within} ms.`));
    }
  }
}
