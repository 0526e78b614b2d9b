// Everything that a running service gets from the place where it runs. The same services run on any host.
import type { Fleet, PortContext } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import type { Bus } from "./bus/port.ts";
import type { Clock } from "./clock.ts";
import type { Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import type { Store } from "./store/port.ts";
import type { Traces } from "./telemetry/open-traces.ts";

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
  /** Milliseconds between two reports of a replica; without it, it makes none. */
  readonly reportEvery?: number;
  readonly traces?: Traces;
  readonly traceOf?: PortContext["traceOf"];
  /** Called before an event is handled; test benches slow a service down or make it fail here. */
  readonly faults?: { beforeHandling(service: string, topic: string): Promise<void> };
}
