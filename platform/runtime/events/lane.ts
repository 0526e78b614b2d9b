// The way of one topic's events to the broker: at once when the last ones are long gone, otherwise with those that come meanwhile.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Pause } from "../bus/port.ts";
import type { Clock } from "../clock.ts";

/** A broker that takes one event after the other must be done with all of them long before the sidecar gives up and sends all again. */
const BATCH = 64;

/**
 * The pause is so many times as long as the last batch took, the wait for its turn included. What takes long shows that there is much to
 * do, and events that must wait anyway cost less when they go on together.
 */
const SHARE = 4;

interface LaneOptions {
  readonly clock: Clock;
  /** From the beginning of one batch to that of the next, so that under load many events share the cost of one. */
  readonly pause: Pause;
  readonly send: (events: readonly CloudEvent[]) => Promise<void>;
}

export class Lane {
  readonly #options: LaneOptions;
  #waiting: CloudEvent[] = [];
  #running: Promise<void> | undefined;
  #endPause: (() => void) | undefined;
  #mayGoAt = Number.NEGATIVE_INFINITY;

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
    if (this.#waiting.length >= BATCH) this.#endPause?.();
    this.#running ??= this.#drain();
  }
  /** What waits is not sent by this lane any more. */
  forget(): void {
    this.#waiting = [];
  }

  /** Ends before its time when a whole batch is there. */
  async #rest(time: number): Promise<void> {
    if (time <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = this.#options.clock.setTimer(time, resolve);
      this.#endPause = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#endPause = undefined;
  }
  #pauseAfter(took: number): number {
    const { shortest, longest } = this.#options.pause;
    return Math.min(longest, Math.max(shortest, SHARE * took));
  }
  async #drain(): Promise<void> {
    const { clock, pause, send } = this.#options;
    try {
      // What is pushed in the same turn goes together.
      await Promise.resolve();
      while (this.#waiting.length > 0) {
        // Never longer than a pause is: the clock may have been put back.
        if (this.#waiting.length < BATCH) await this.#rest(Math.min(pause.longest, this.#mayGoAt - clock.now()));
        const began = clock.now();
        await send(this.#waiting.splice(0, BATCH));
        this.#mayGoAt = began + this.#pauseAfter(clock.now() - began);
      }
    } finally {
      this.#running = undefined;
    }
  }
}
