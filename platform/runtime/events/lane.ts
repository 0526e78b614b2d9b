// The way of one topic's events to the broker: at once when the last ones are long gone, otherwise with those that come meanwhile.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { type Clock, sleep } from "../clock.ts";

/** A broker that takes one event after the other must be done with all of them long before the sidecar gives up and sends all again. */
const BATCH = 64;

interface LaneOptions {
  readonly clock: Clock;
  /** Milliseconds from one batch to the next, so that under load many events share the cost of one. */
  readonly pause: number;
  readonly send: (events: readonly CloudEvent[]) => Promise<void>;
}

export class Lane {
  readonly #options: LaneOptions;
  #waiting: CloudEvent[] = [];
  #running: Promise<void> | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;

  constructor(options: LaneOptions) {
    this.#options = options;
  }
  /** Undefined while there is nothing to send. */
  get running(): Promise<void> | undefined {
    return this.#running;
  }
  get waiting(): readonly CloudEvent[] {
    return this.#waiting;
  }
  add(event: CloudEvent): void {
    this.#waiting.push(event);
    this.#running ??= this.#drain();
  }
  /** What waits is not sent by this lane any more. */
  forget(): void {
    this.#waiting = [];
  }

  async #drain(): Promise<void> {
    const { clock, pause, send } = this.#options;
    try {
      // What is pushed in the same turn goes together.
      await Promise.resolve();
      while (this.#waiting.length > 0) {
        const early = this.#sentAt + pause - clock.now();
        if (early > 0 && this.#waiting.length < BATCH) await sleep(clock, early);
        this.#sentAt = clock.now();
        await send(this.#waiting.splice(0, BATCH));
      }
    } finally {
      this.#running = undefined;
    }
  }
}
