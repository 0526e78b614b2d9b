// Builds the unit of work that a handler gets.

import type { Emission } from "../../declare/event.ts";
import type { AnyUnitOfWork } from "../../declare/implementation.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import type { AtLeast, Decision } from "../../declare/unit-of-work.ts";
import type { Store } from "../store/port.ts";
import { accessTo, type Counters } from "./access.ts";
import { Staging } from "./staging.ts";

export interface WorkContext {
  readonly declaration: ServiceDeclaration;
  readonly store: Store;
  readonly newId: () => string;
  readonly ports: object;
  readonly settings: object;
}

export function openUnitOfWork({ declaration, store, newId, ports, settings }: WorkContext) {
  const staging = new Staging();
  const state: Record<string, unknown> = {};
  for (const name in declaration.state) {
    const shape = declaration.state[name];
    if (shape) state[name] = accessTo(name, shape, store, staging);
  }
  function decide(
    condition: readonly AtLeast[],
    branches: { met: () => readonly Emission[]; otherwise: () => readonly Emission[] },
  ) {
    if (staging.decision) throw new Error("A unit of work can carry one decision only; join the two conditions.");
    staging.decision = {
      counters: condition.map(({ counter, id, amount }) => ({ state: (counter as Counters).state, id, amount })),
      met: staging.branch(branches.met),
      otherwise: staging.branch(branches.otherwise),
    };
    return { kind: "decision", may: [] } satisfies Decision<Emission>;
  }
  const unitOfWork = { now: store.now(), state, ports, settings, newId, decide } as unknown as AnyUnitOfWork;
  return { unitOfWork, staging };
}
