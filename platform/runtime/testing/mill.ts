// A small service and the surroundings that it runs in, for the tests of the runtime.
import { z } from "zod";
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { defineEvent, type Emission } from "../../declare/event.ts";
import type { UnitOfWorkOf } from "../../declare/implementation.ts";
import { on } from "../../declare/reaction.ts";
import { defineService, type ServiceDeclaration } from "../../declare/service.ts";
import { counter, feed, index, record } from "../../declare/state.ts";
import type { Decision } from "../../declare/unit-of-work.ts";
import type { Bus, Subscriber } from "../bus/port.ts";
import type { Host } from "../host.ts";
import { seededIds } from "../ids.ts";
import { DEFAULT_LIMITS, type Limits } from "../limits.ts";
import { silentLog } from "../log.ts";
import { MemoryStore } from "../store/memory/memory-store.ts";
import type { Store } from "../store/port.ts";
import { type TransactContext, type TransactOptions, transact } from "../transaction/transact.ts";
import { ManualClock } from "./manual-clock.ts";

export const GrainCame = defineEvent({
  name: "GrainCame",
  summary: "Grain was brought.",
  subject: "farmer",
  data: z.object({ farmer: z.string(), sacks: z.int().min(1) }),
  example: { farmer: "ada", sacks: 2 },
});
export const FlourMade = defineEvent({
  name: "FlourMade",
  summary: "Grain was ground.",
  subject: "farmer",
  data: z.object({ farmer: z.string(), kilos: z.int().min(0) }),
  example: { farmer: "ada", kilos: 100 },
});
export const MillStopped = defineEvent({
  name: "MillStopped",
  summary: "The mill stood still.",
  subject: "reason",
  data: z.object({ reason: z.string() }),
  example: { reason: "no wind" },
});

export const mill = defineService({
  name: "mill",
  summary: "Grinds grain.",
  reactions: { onGrainCame: on(GrainCame, { emits: [FlourMade] }) },
  state: {
    account: record(z.object({ kilos: z.number() })),
    stock: counter(),
    queue: index(),
    diary: feed(z.string(), { keep: 100 }),
  },
});

export class FakeBus implements Bus {
  readonly published: CloudEvent[] = [];
  subscriber: Subscriber | undefined;
  /** What the broker answers for one event; by default it takes it. */
  take: (event: CloudEvent) => Error | undefined = () => undefined;
  isAway = false;

  async publish(events: readonly CloudEvent[]): Promise<readonly (Error | undefined)[]> {
    if (this.isAway) throw new Error("The broker is away.");
    const results = events.map((event) => this.take(event));
    this.published.push(...events.filter((_, at) => results[at] === undefined));
    return results;
  }
  subscribe(subscriber: Subscriber) {
    this.subscriber = subscriber;
    return { close: async () => {} };
  }
}

export interface Surroundings {
  readonly clock: ManualClock;
  readonly store: MemoryStore;
  readonly bus: FakeBus;
  readonly host: Host;
  readonly context: TransactContext;
  /** What was given to the relay. */
  readonly relayed: CloudEvent[];
}

/** A host, a store and a context of one replica of the mill. `seen` is the store as that replica sees it. */
export function surroundings(
  options: {
    readonly limits?: Partial<Limits>;
    readonly declaration?: ServiceDeclaration;
    readonly seen?: (store: Store) => Store;
  } = {},
): Surroundings {
  const { limits, declaration = mill, seen = (store) => store } = options;
  const clock = new ManualClock();
  const store = new MemoryStore(clock, { freeze: true });
  const bus = new FakeBus();
  let dice = 0;
  const random = () => (dice = (dice + 0.137) % 1);
  const newId = seededIds(() => clock.now(), random);
  const host: Host = {
    clock,
    random,
    newId,
    bus,
    openStore: () => seen(store),
    log: silentLog,
    environment: {},
    declarations: [declaration],
    fleet: undefined,
    limits: { ...DEFAULT_LIMITS, ...limits },
  };
  const relayed: CloudEvent[] = [];
  const context: TransactContext = {
    declaration,
    service: declaration.name,
    store: seen(store),
    newId,
    random,
    ports: {},
    settings: {},
    kept: host.limits.kept,
    claim: host.limits.claim,
    relay: (events) => void relayed.push(...events),
  };
  return { clock, store, bus, host, context, relayed };
}

export const CAUSE: TransactOptions["cause"] = {
  causationId: "cause",
  correlationId: "chain",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};
/** A store of which some functions are replaced. */
export const altered = (store: Store, changes: Partial<Store>): Store =>
  new Proxy(store, {
    get(target, name) {
      if (name in changes) return changes[name as keyof Store];
      const value = target[name as keyof Store];
      return typeof value === "function" ? value.bind(target) : value;
    },
  });

export type MillWork = UnitOfWorkOf<typeof mill>;
/** Runs and commits a unit of work of the mill. */
export const inMill = <T>(
  context: TransactContext,
  options: TransactOptions,
  work: (unitOfWork: MillWork) => Promise<{ value: T; facts: readonly Emission[] | Decision<Emission> }>,
) => transact(context, options, (unitOfWork) => work(unitOfWork as unknown as MillWork));
