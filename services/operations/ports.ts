// What operations needs from the place where it runs.
import type { Fleet, PortContext } from "#platform/declare/implementation.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { HeardEvent } from "./domain/heard-event.ts";
import type { ServiceView } from "./domain/service-view.ts";

export interface Documents {
  topology(): object;
  mermaid(): string;
  asyncapi(): object;
  openapi(): object;
}
/** Where replicas come and go by themselves: they can be looked at, and killed where that is allowed. */
export interface Cluster {
  services(names: readonly string[]): Promise<readonly ServiceView[]>;
  /** The name of the replica that was killed; undefined when there is none. Throws a Problem where it is not allowed. */
  killReplica(service: string): Promise<string | undefined>;
}
export interface OperationsPorts {
  readonly declarations: readonly ServiceDeclaration[];
  readonly fleet: Fleet | undefined;
  readonly cluster: Cluster | undefined;
  /** Undefined where no traces are kept in reach. */
  readonly traceOf: PortContext["traceOf"];
  readonly documents: Documents;
  /** The event for eyes that may not see personal data. */
  mask(event: HeardEvent): HeardEvent;
}
