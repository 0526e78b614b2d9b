// What operations needs from the place where it runs.
import type { Fleet, PortContext } from "#platform/declare/implementation.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { HeardEvent } from "./domain/heard-event.ts";

export interface Documents {
  topology(): object;
  mermaid(): string;
  asyncapi(): object;
  openapi(): object;
}
export interface OperationsPorts {
  readonly declarations: readonly ServiceDeclaration[];
  readonly fleet: Fleet | undefined;
  /** Undefined where no traces are kept in reach. */
  readonly traceOf: PortContext["traceOf"];
  readonly documents: Documents;
  /** The event for eyes that may not see personal data. */
  mask(event: HeardEvent): HeardEvent;
}
