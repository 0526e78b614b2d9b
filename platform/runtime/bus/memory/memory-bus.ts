// A broker in this process's memory: consumer groups, at least once, redelivery, dead letters, events kept for who is away.
import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { deadLetterOf } from "../../../declare/control-events.ts";
import type { Clock } from "../../clock.ts";
import type { Bus, Subscriber, Subscription } from "../port.ts";
import { Group } from "./group.ts";
import { DEFAULT_BUS_OPTIONS, type MemoryBusOptions } from "./options.ts";

export class MemoryBus implements Bus {
  readonly #clock: Clock;
  readonly #options: MemoryBusOptions;
  readonly #groups = new Map<string, Group>();
  readonly #listeners = new Map<string, Group[]>();
  #retained = new Map<string, CloudEvent[]>();
  #isAwake = false;
  /** While true the broker refuses everything that is published. */
  isAway = false;

  constructor(clock: Clock, options: Partial<MemoryBusOptions> = {}) {
    this.#clock = clock;
    this.#options = { ...DEFAULT_BUS_OPTIONS, ...options };
  }

  async publish(events: readonly CloudEvent[]): Promise<readonly (Error | undefined)[]> {
    if (this.isAway) throw new Error("The broker cannot be reached.");
    for (const event of events) {
      this.#retain(event);
      for (const group of this.#listeners.get(event.type) ?? []) this.#send(event, group);
    }
    return events.map(() => undefined);
  }
  /** Keeps a group's events from now on, also while none of its replicas runs. A group that comes later gets what is retained. */
  register(name: string, topics: readonly string[]): Group {
    const group = this.#groups.get(name) ?? this.#newGroup(name);
    for (const topic of topics) {
      if (group.topics.has(topic)) continue;
      group.topics.add(topic);
      this.#listeners.set(topic, [...(this.#listeners.get(topic) ?? []), group]);
      for (const event of this.#retained.get(topic) ?? []) this.#send(event, group);
    }
    return group;
  }
  subscribe(subscriber: Subscriber): Subscription & { kill(): void } {
    return this.register(subscriber.group, subscriber.topics).join(subscriber);
  }
  /** Forgets everything that it holds, as a broker does whose disk is gone. */
  wipe(): void {
    this.#retained = new Map();
    for (const group of this.#groups.values()) group.wipe();
  }
  /** Events that wait for a group, and those that its replicas have in hand. */
  backlog(group: string): { waiting: number; inHand: number } {
    const { waiting = 0, inHand = 0 } = this.#groups.get(group) ?? {};
    return { waiting, inHand };
  }

  #newGroup(name: string): Group {
    const group = new Group(name, this.#clock, this.#options, this.#wake, (event) => this.#deadLetter(name, event));
    this.#groups.set(name, group);
    return group;
  }
  #send(event: CloudEvent, group: Group): void {
    for (const delay of this.#options.transit(event, group.name)) group.send(event, delay);
  }
  #retain(event: CloudEvent): void {
    const events = this.#retained.get(event.type) ?? [];
    this.#retained.set(event.type, events);
    events.push(event);
    if (events.length > this.#options.retained * 2) events.splice(0, events.length - this.#options.retained);
  }
  readonly #wake = (): void => {
    if (this.#isAwake) return;
    this.#isAwake = true;
    this.#clock.defer(this.#pump);
  };
  /** Every group gets an equal share of the turn. */
  readonly #pump = (): void => {
    this.#isAwake = false;
    const groups = [...this.#groups.values()].filter((group) => group.hasWork);
    const share = Math.ceil(this.#options.perTurn / Math.max(1, groups.length));
    for (const group of groups) group.pump(share);
    if (groups.some((group) => group.hasWork)) this.#wake();
  };
  /** The last net: an event that a service sent back too often goes to the dead-letter desk. */
  #deadLetter(service: string, event: CloudEvent): void {
    const reason = "The service sent it back too often.";
    const data = {
      service,
      reason,
      problem: "unexpected",
      attempts: this.#options.redelivery.attempts,
      failedAt: this.#clock.now(),
      event,
    };
    const type = deadLetterOf(service).name;
    const letter = { ...event, id: `${event.id}~${service}`, type, source: `/${service}`, subject: service, data };
    for (const group of this.#listeners.get(type) ?? []) this.#send(letter, group);
  }
}
