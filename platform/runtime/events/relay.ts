// Takes committed events to the broker. An entry leaves the outbox only after the broker has taken it.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Bus } from "../bus/port.ts";
import { type Clock, sleep } from "../clock.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/port.ts";

const BATCH = 256;

export class Relay {
  readonly #bus: Bus;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #claim: number;
  readonly #log: Log;
  readonly #waiting: CloudEvent[] = [];
  #running: Promise<void> | undefined;
  #isRefused = false;
  #wasRefused = false;

  constructor(bus: Bus, store: Store, clock: Clock, claim: number, log: Log) {
    this.#bus = bus;
    this.#store = store;
    this.#clock = clock;
    this.#claim = claim;
    this.#log = log;
  }
  /** Events that this replica has just committed or claimed: published at once, with all that came in meanwhile. */
  push(events: readonly CloudEvent[]): void {
    if (events.length === 0) return;
    this.#waiting.push(...events);
    this.#running ??= this.#drain();
  }
  /** Events that nobody publishes: a dead replica's, those that the broker refused, and replayed ones. */
  async sweep(): Promise<void> {
    while (!this.#running) {
      const events = await this.#store.takeOutbox(BATCH, this.#claim);
      if (events.length === 0) return;
      this.push(events);
      await this.flush(this.#claim);
      // While the broker is away, the rest need not be claimed in vain.
      if (this.#isRefused || events.length < BATCH) return;
    }
  }
  /** Waits, at most `timeout` milliseconds, until nothing is left to publish. */
  async flush(timeout: number): Promise<void> {
    if (this.#running) await Promise.race([this.#running, sleep(this.#clock, timeout)]);
  }

  async #drain(): Promise<void> {
    this.#wasRefused = this.#isRefused;
    this.#isRefused = false;
    try {
      while (this.#waiting.length > 0) {
        const batch = this.#waiting.splice(0, BATCH);
        const results = await this.#bus.publish(batch);
        const refusal = results.find((result) => result !== undefined);
        if (refusal)
          this.#log.warn({ err: refusal, events: batch.length }, "The broker has refused an event; it is sent again.");
        const taken = batch.filter((_, at) => results[at] === undefined).map(({ id }) => id);
        await this.#store.published(taken);
      }
    } catch (error) {
      if (!this.#wasRefused)
        this.#log.warn({ err: error }, "Events cannot be published for now; they stay in the outbox.");
      // Broker or store away: the entries stay in the outbox, and the sweep finds them when their claim has run out.
      this.#waiting.length = 0;
      this.#isRefused = true;
    } finally {
      this.#running = undefined;
    }
  }
}
