// Builds the unit of work that a handler gets.
import type { Emission } from "../../declare/event.ts";
import type { AnyUnitOfWork } from "../../declare/implementation.ts";
import type { ServiceDeclaration } from "../../declare/service.ts";
import type { AtLeast, Decision } from "../../declare/unit-of-work.ts";
import type { KeptFor } from "../limits.ts";
import type { Store } from "../store/port.ts";
import { accessTo, type Counters } from "./access.ts";
import { Staging } from "./staging.ts";

export interface WorkContext {
  readonly declaration: ServiceDeclaration;
  readonly store: Store;
  readonly newId: () => string;
  readonly ports: object;
  readonly settings: object;
  readonly kept: KeptFor;
}
interface Branches {
  readonly met: () => readonly Emission[];
  readonly otherwise: () => readonly Emission[];
}

class OpenWork {
  readonly now: number;
  readonly #context: WorkContext;
  readonly #staging: Staging;
  #state: Record<string, unknown> | undefined;

  constructor(context: WorkContext, staging: Staging) {
    this.now = context.store.now();
    this.#context = context;
    this.#staging = staging;
  }
  get ports(): object {
    return this.#context.ports;
  }
  get settings(): object {
    return this.#context.settings;
  }
  get newId(): () => string {
    return this.#context.newId;
  }
  /** Made when a handler first asks: not every one needs it. */
  get state(): Record<string, unknown> {
    this.#state ??= stateOf(this.#context, this.#staging);
    return this.#state;
  }
  get decide() {
    return (condition: readonly AtLeast[], branches: Branches) => decide(condition, branches, this.#staging);
  }
}

function stateOf({ declaration, store, kept }: WorkContext, staging: Staging): Record<string, unknown> {
  const state: Record<string, unknown> = {};
  for (const name in declaration.state) {
    const shape = declaration.state[name];
    if (shape) state[name] = accessTo(name, shape, store, staging, kept);
  }
  return state;
}

function decide(condition: readonly AtLeast[], { met, otherwise }: Branches, staging: Staging): Decision<Emission> {
  if (staging.decision) throw new Error("A unit of work can carry one decision only; join the two conditions.");
  staging.decision = {
    counters: condition.map(({ counter, id, amount }) => ({ state: (counter as Counters).state, id, amount })),
    met: staging.branch(met),
    otherwise: staging.branch(otherwise),
  };
  return { kind: "decision", may: [] };
}

export function openUnitOfWork(context: WorkContext) {
  const staging = new Staging();
  return { unitOfWork: new OpenWork(context, staging) as unknown as AnyUnitOfWork, staging };
}
