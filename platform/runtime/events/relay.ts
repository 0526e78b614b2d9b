// Takes committed events to the broker. An entry leaves the outbox only after the sidecar has said that the broker took it.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { EventType } from "../../declare/event.ts";
import type { Bus, Pause } from "../bus/port.ts";
import { type Clock, sleep } from "../clock.ts";
import type { Log } from "../log.ts";
import { Permits } from "../permits.ts";
import type { Store } from "../store/port.ts";
import { discreet } from "../telemetry/discreet.ts";
import { discreetError } from "../telemetry/discreet-error.ts";
import type { Tracing } from "../telemetry/tracing.ts";
import { Lane } from "./lane.ts";

const NO_PAUSE: Pause = { shortest: 0, longest: 0 };
const SWEPT_AT_ONCE = 64;
/**
 * Batches at the broker at the same time. Where it takes one event after the other, a sidecar that was given more than it can get
 * rid of in its time gives up on all of it, and all is sent again while the first is still on its way: then it never ends.
 */
const BATCHES_AT_ONCE = 2;
/** Events that the broker has not answered for, beyond which nothing is swept. */
const MOST_UNDER_WAY = 256;
/** In one call, so that the store's others do not wait for it. */
const RENEWED_AT_ONCE = 500;

export class Relay {
  readonly #bus: Bus;
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #claim: number;
  readonly #log: Log;
  readonly #tracing: Tracing | undefined;
  /** What it may say of events of these types, it knows by their schemas. */
  readonly #types: readonly EventType[];
  readonly #lanes = new Map<string, Lane>();
  readonly #sending = new Permits(BATCHES_AT_ONCE);
  /** Ids that the broker has not answered for; it may take far longer than a claim lasts. */
  readonly #inFlight = new Set<string>();
  /** Taken by the broker, and not yet told to the store. */
  #taken: string[] = [];
  #telling: Promise<void> | undefined;
  #isRefused = false;

  constructor(
    bus: Bus,
    store: Store,
    clock: Clock,
    claim: number,
    log: Log,
    types: readonly EventType[] = [],
    tracing?: Tracing,
  ) {
    this.#bus = bus;
    this.#store = store;
    this.#clock = clock;
    this.#claim = claim;
    this.#log = log;
    this.#types = types;
    this.#tracing = tracing;
  }
  /** Events that this replica has just committed or claimed. */
  push(events: readonly CloudEvent[]): void {
    for (const event of events) this.#laneOf(event.type).add(event);
  }
  /** Events that nobody publishes: a dead replica's, those that the broker refused, and replayed ones. */
  async sweep(): Promise<void> {
    // A broker that is behind gets further behind by more of the same at once.
    while (this.#inFlight.size < MOST_UNDER_WAY) {
      const events = await this.#store.takeOutbox(SWEPT_AT_ONCE, this.#claim);
      if (events.length === 0) return;
      await Promise.race([this.#sendApart(events), sleep(this.#clock, this.#claim)]);
      // While the broker is away, the rest need not be claimed in vain.
      if (this.#isRefused || events.length < SWEPT_AT_ONCE) return;
    }
  }
  /** What waits for its turn or for the broker's answer stays this replica's: under load that takes longer than a claim lasts. */
  async renewClaims(): Promise<void> {
    const held = [...this.#held];
    for (let at = 0; at < held.length; at += RENEWED_AT_ONCE)
      await this.#store.renewClaims(held.slice(at, at + RENEWED_AT_ONCE), this.#claim);
  }
  /** Waits, at most `timeout` milliseconds, until nothing is left to publish. */
  async flush(timeout: number): Promise<void> {
    if (this.#work.length > 0) await Promise.race([this.#finish(), sleep(this.#clock, timeout)]);
  }

  /** Beside the lanes: where new events never end, these would never have their turn. What waits in a lane or is on its way is not sent twice. */
  async #sendApart(events: readonly CloudEvent[]): Promise<void> {
    const held = this.#held;
    const byTopic = new Map<string, CloudEvent[]>();
    for (const event of events)
      if (!held.has(event.id)) byTopic.set(event.type, [...(byTopic.get(event.type) ?? []), event]);
    await Promise.all([...byTopic].map(([topic, of]) => this.#send(topic, of)));
    await this.#telling;
  }
  /** Ids that wait in a lane, are on their way, or are taken and not told yet. */
  get #held(): ReadonlySet<string> {
    const waiting = [...this.#lanes.values()].flatMap((lane) => lane.waiting.map(({ id }) => id));
    return new Set([...waiting, ...this.#inFlight, ...this.#taken]);
  }
  get #work(): readonly Promise<void>[] {
    const lanes = [...this.#lanes.values()].map(({ running }) => running);
    return [...lanes, this.#telling].filter((work) => work !== undefined);
  }
  async #finish(): Promise<void> {
    while (this.#work.length > 0) await Promise.all(this.#work);
  }
  #laneOf(topic: string): Lane {
    const known = this.#lanes.get(topic);
    if (known) return known;
    const send = (events: readonly CloudEvent[]) => this.#send(topic, events);
    const lane = new Lane({ clock: this.#clock, pause: this.#bus.pause ?? NO_PAUSE, send });
    this.#lanes.set(topic, lane);
    return lane;
  }

  async #send(topic: string, events: readonly CloudEvent[]): Promise<void> {
    for (const { id } of events) this.#inFlight.add(id);
    let begun = this.#tracing?.now() ?? 0;
    try {
      const results = await this.#sending.run(() => {
        // What it waited for its turn is no time of the broker's.
        begun = this.#tracing?.now() ?? 0;
        return this.#bus.publish(events);
      });
      const refusal = results.find((result) => result !== undefined);
      this.#tracing?.sent(topic, events, begun, refusal);
      if (refusal) {
        const err = this.#discreet(refusal, events);
        this.#log.warn({ err, events: events.length }, "The broker has refused an event; it is sent again.");
      }
      this.#taken.push(...events.flatMap(({ id }, at) => (results[at] === undefined ? [id] : [])));
      if (this.#taken.length > 0) this.#telling ??= this.#tell();
      this.#isRefused = false;
    } catch (error) {
      this.#tracing?.sent(topic, events, begun, error);
      this.#giveUp(this.#discreet(error, events));
      this.#laneOf(topic).forget();
    } finally {
      for (const { id } of events) this.#inFlight.delete(id);
    }
  }
  /** Whoever refuses an event may quote it. */
  #discreet(error: unknown, events: readonly CloudEvent[]): object {
    const typeOf = (event: CloudEvent) => this.#types.find(({ name }) => name === event.type);
    return discreetError(error, (text) => events.reduce((said, event) => discreet(said, event, typeOf(event)), text));
  }
  /** All that was taken meanwhile in one call; publishing does not wait for it. */
  async #tell(): Promise<void> {
    try {
      while (this.#taken.length > 0) await this.#store.published(this.#taken.splice(0));
    } catch (error) {
      this.#giveUp(error);
    } finally {
      this.#telling = undefined;
    }
  }
  /** Broker or store away: the entries stay in the outbox, and the sweep finds them when their claim has run out. */
  #giveUp(error: unknown): void {
    if (!this.#isRefused)
      this.#log.warn({ err: error }, "Events cannot be published for now; they stay in the outbox.");
    this.#isRefused = true;
  }
}
