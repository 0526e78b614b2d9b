// What the runtime needs from a broker. Delivery is at least once; order is not promised.
import type { CloudEvent } from "../../declare/cloud-event.ts";

/** `done`: never deliver it to this group again. `retry`: deliver it again later. */
export type Verdict = "done" | "retry";

export interface Subscriber {
  /** The consumer group: replicas of one group share its events. */
  readonly group: string;
  readonly topics: readonly string[];
  /** Those whose events somebody waits for; all, when it is not said. */
  readonly answered?: readonly string[];
  /** Events in hand at once. */
  readonly concurrency: number;
  deliver(event: CloudEvent): Promise<Verdict>;
}
export interface Subscription {
  /** Takes no more events and waits for those in hand. */
  close(): Promise<void>;
}
/** Milliseconds that should lie between two calls for one topic, when the calls are answered at once and when they take long. */
export interface Pause {
  readonly shortest: number;
  readonly longest: number;
}

export interface Bus {
  /** Where each call is dear. */
  readonly pause?: Pause;
  /** The topic of an event is its type. One result per event: `undefined` when the broker has taken it. */
  publish(events: readonly CloudEvent[]): Promise<readonly (Error | undefined)[]>;
  subscribe(subscriber: Subscriber): Subscription;
  /** Events of this topic are missing though they were published; they are being published again, for the so many-th time. */
  doubt?(topic: string, replay: number): void;
}
