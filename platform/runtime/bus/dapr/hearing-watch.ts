// Notices a sidecar that publishes and hears nothing, and asks it to end: whoever runs it starts a new one, which subscribes anew.
// Brokers' clients lose subscriptions when a broker comes back or is away at the wrong moment (components-contrib #4335, #4540).
import { Heartbeat } from "../../../declare/control-events.ts";
import { MINUTE, SECOND } from "../../../declare/duration.ts";
import type { Log } from "../../log.ts";

export interface HearingOptions {
  /** Whether the service takes events at this moment; while it does not, silence says nothing. */
  readonly isOpen: () => boolean;
  /** Whether it has events in hand: a sidecar that has handed over all that it may at once brings nothing until some of them are done. */
  readonly isBusy: () => boolean;
  /** How many heartbeats all replicas of the service have handled so far. */
  readonly heardByAll: () => Promise<number>;
  readonly endSidecar: () => Promise<unknown>;
  readonly log: Log;
}
/** Looks without anything heard: longer than a sidecar needs to subscribe again when its app was away. */
const PATIENCE = 20;
export const LOOK_EVERY = SECOND;
/** In looks: a new sidecar has so long to hear something; doubled each time. */
const FIRST_PAUSE = (30 * SECOND) / LOOK_EVERY;
const LONGEST_PAUSE = (10 * MINUTE) / LOOK_EVERY;

export class HearingWatch {
  readonly #options: HearingOptions;
  /** Looks since the broker took a heartbeat that nothing has followed; undefined when there is none. */
  #silence: number | undefined;
  #heardBefore = 0;
  /** How many deliveries the sidecar has brought. */
  #heard = 0;
  /** By topic: the first replay that has not brought anything of it. */
  #doubted = new Map<string, number>();
  #isDeafToSome = false;
  #pause = FIRST_PAUSE;
  /** The first sidecar is a new one too. */
  #pausedFor = FIRST_PAUSE;

  constructor(options: HearingOptions) {
    this.#options = options;
  }
  /**
   * Called before events are published; what it answers is called for each that the broker has taken: one that this service hears
   * itself must come back. What the sidecar brings before the broker's answer is here may be that event already.
   */
  publishing(): (takenTopic: string) => void {
    const before = this.#heard;
    return (topic) => {
      if (topic === Heartbeat.name && this.#heard === before) this.#silence ??= 0;
    };
  }
  /** The sidecar has brought an event. */
  heard(topic: string): void {
    this.#heard++;
    this.#silence = undefined;
    this.#doubted.delete(topic);
    if (topic === Heartbeat.name && this.#pausedFor === 0) this.#pause = FIRST_PAUSE;
  }
  /**
   * Events of this topic are missing, and were asked for again, for the so many-th time. When a second replay does not help
   * either, nothing of it can be heard; the same one may be named more than once.
   */
  doubt(topic: string, replay: number): void {
    const first = this.#doubted.get(topic);
    if (first === undefined) this.#doubted.set(topic, replay);
    else if (first !== replay) this.#isDeafToSome = true;
  }
  async look(): Promise<void> {
    if (!this.#options.isOpen()) return this.#begin();
    if (this.#pausedFor > 0) {
      this.#pausedFor--;
      return;
    }
    if (this.#isDeafToSome)
      return this.#renew("Events of a topic are missing, and do not come when they are repeated.");
    if (this.#silence === undefined || this.#options.isBusy()) return;
    if (this.#silence++ === 0) this.#heardBefore = await this.#options.heardByAll();
    if (this.#silence <= PATIENCE) return;
    // Another replica heard them: on Kafka one may have no partition with heartbeats.
    if ((await this.#options.heardByAll()) > this.#heardBefore) return this.#begin();
    await this.#renew("The broker takes events, and none come back.");
  }

  #begin(): void {
    this.#silence = undefined;
    this.#doubted.clear();
    this.#isDeafToSome = false;
  }
  async #renew(why: string): Promise<void> {
    this.#begin();
    this.#options.log.warn({ waits: this.#pause }, `${why} The sidecar is asked to end, so that a new one subscribes.`);
    this.#pausedFor = this.#pause;
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
    await this.#options.endSidecar();
  }
}
