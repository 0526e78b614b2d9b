// Makes services slow or failing on purpose: for tests, and for people who want to see what holds.
import { type Clock, sleep } from "./clock.ts";

interface Fault {
  readonly service: string;
  /** Undefined: every event. */
  readonly topic: string | undefined;
  readonly delay: number;
  readonly error: string | undefined;
}

export class Faults {
  readonly #clock: Clock;
  #faults: readonly Fault[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }
  /** Every event that the service handles takes `delay` milliseconds more. */
  slow(service: string, delay: number): void {
    this.#faults = [...this.#faults, { service, topic: undefined, delay, error: undefined }];
  }
  /** The service's handler of this event throws. */
  fail(service: string, topic: string, error = "A fault was switched on."): void {
    this.#faults = [...this.#faults, { service, topic, delay: 0, error }];
  }
  clear(): void {
    this.#faults = [];
  }
  async beforeHandling(service: string, topic: string): Promise<void> {
    for (const fault of this.#faults) {
      if (fault.service !== service || (fault.topic !== undefined && fault.topic !== topic)) continue;
      if (fault.delay > 0) await sleep(this.#clock, fault.delay);
      if (fault.error !== undefined) throw new Error(fault.error);
    }
  }
}
