// Everything that a running service gets from the place where it runs. The same services run on any host.
import type { Fleet } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import type { RetryPolicy } from "./backoff.ts";
import type { Bus } from "./bus/port.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store/port.ts";

export interface Host {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly bus: Bus;
  openStore(service: string): Store;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Every service of the system, also those that run elsewhere. */
  readonly declarations: readonly ServiceDeclaration[];
  readonly fleet: Fleet | undefined;
  readonly limits: Limits;
  /** Called before an event is handled; test benches slow a service down or make it fail here. */
  readonly faults?: { beforeHandling(service: string, topic: string): Promise<void> };
}

export interface Limits {
  readonly retry: RetryPolicy;
  /** Milliseconds after which a handler that has not returned counts as failed. */
  readonly handler: number;
  /** Events in hand at once, per replica. */
  readonly concurrency: number;
  /** Milliseconds for which a replica holds an event; renewed while it works on it. */
  readonly lease: number;
  /** Milliseconds after which another replica publishes what this one has committed. */
  readonly claim: number;
  /** Entries in the outbox above which new requests are refused. */
  readonly outbox: number;
  readonly heartbeat: number;
  /** Milliseconds that a service which is stopped waits for the work in hand; what takes longer is done again elsewhere. */
  readonly drain: number;
  /** Milliseconds between two looks for parked events that are due, and for outbox entries that nobody publishes. */
  readonly poll: { readonly parked: number; readonly outbox: number };
}

export const DEFAULT_LIMITS: Limits = {
  retry: { attempts: 10, first: 200, longest: 30_000, longestOutage: 24 * 3_600_000 },
  handler: 60_000,
  concurrency: 64,
  lease: 15_000,
  claim: 5_000,
  outbox: 100_000,
  heartbeat: 5_000,
  drain: 2_500,
  poll: { parked: 100, outbox: 500 },
};
