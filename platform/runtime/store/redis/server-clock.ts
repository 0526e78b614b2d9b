// The server's time, known without asking it each time.

/** Readings that count; the clocks of two machines drift apart by less than a millisecond meanwhile. */
const READINGS = 8;

export class ServerClock {
  readonly #offsets: number[] = [];
  readonly #localTime: () => number;

  constructor(localTime: () => number = () => performance.now()) {
    this.#localTime = localTime;
  }
  /** Called when the answer to TIME has come: seconds, and microseconds within. */
  note([seconds, microseconds]: readonly [string, string]): void {
    this.#offsets.push(Number(seconds) * 1_000 + Number(microseconds) / 1_000 - this.#localTime());
    if (this.#offsets.length > READINGS) this.#offsets.shift();
  }
  /**
   * Never ahead of the server, because an answer takes its time: what is due now is due there.
   * Before the first answer it is this machine's time.
   */
  now(): number {
    if (this.#offsets.length === 0) return Date.now();
    return Math.floor(this.#localTime() + Math.max(...this.#offsets));
  }
}
