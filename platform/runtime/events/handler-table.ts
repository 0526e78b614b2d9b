// Which function of a service handles which event: its own reactions, and the platform's for control events.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Emission, EventType } from "../../declare/event.ts";
import type { AnyUnitOfWork, Service } from "../../declare/implementation.ts";
import { ReplicaReported } from "../../declare/replica-report.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import type { Decision } from "../../declare/unit-of-work.ts";
import { observableEvents } from "../../derive/topics.ts";
import type { Staging } from "../transaction/staging.ts";

export interface Handler {
  readonly type: EventType;
  readonly emits: readonly EventType[];
  /** Whether it also gets events that do not fit their schema. */
  readonly isTolerant?: boolean;
  /** Whether nothing of it is to be seen before its commit: then two at once need no lease, because one commit is refused. */
  readonly isPure?: boolean;
  /** `staging` is for the platform's own state, which no service declares. */
  run(
    event: CloudEvent,
    unitOfWork: AnyUnitOfWork,
    staging: Staging,
  ): Promise<readonly Emission[] | Decision<Emission>>;
}

export class HandlerTable {
  readonly #handlers = new Map<string, Handler>();

  constructor(service: Service, declarations: readonly ServiceDeclaration[], control: readonly Handler[]) {
    const { declaration, reactions, observer } = service;
    const isPure = service.ports === undefined;
    for (const [key, { event, emits }] of Object.entries(declaration.reactions)) {
      const run = reactions[key];
      if (!run) throw new Error(`${declaration.name} declares ${key} but has no handler for it.`);
      this.#handlers.set(event.name, { type: event, emits, isPure, run });
    }
    if (observer)
      for (const type of [...observableEvents(declarations), ReplicaReported])
        this.#handlers.set(type.name, { type, emits: [], isTolerant: true, isPure: true, run: observer });
    for (const handler of control) this.#handlers.set(handler.type.name, handler);
  }
  find(topic: string): Handler | undefined {
    return this.#handlers.get(topic);
  }
}
