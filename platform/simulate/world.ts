// The whole system in virtual time: every service with its replicas, one broker, one store each, and a seeded fate.
import type { CloudEvent } from "../declare/cloud-event.ts";
import type { Service } from "../declare/implementation.ts";
import { topicsHeardBy } from "../derive/topics.ts";
import { MemoryBus } from "../runtime/bus/memory/memory-bus.ts";
import type { Subscriber } from "../runtime/bus/port.ts";
import type { Incoming } from "../runtime/http/answer.ts";
import { seededIds } from "../runtime/ids.ts";
import { DEFAULT_LIMITS, type Limits } from "../runtime/limits.ts";
import { MemoryStore } from "../runtime/store/memory/memory-store.ts";
import type { Commit, CommitResult, Store } from "../runtime/store/port.ts";
import { CALM, type Chaos } from "./chaos.ts";
import { Replica } from "./replica.ts";
import { between, pick, type Random, seededRandom } from "./seeded-random.ts";
import { Trace } from "./trace.ts";
import { VirtualClock } from "./virtual-clock.ts";

export interface WorldOptions {
  readonly services: readonly Service[];
  readonly seed: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Planted bugs replace a replica's view of store or bus. */
  readonly wrapStore?: ((store: Store, service: string) => Store) | undefined;
  readonly wrapSubscriber?: ((subscriber: Subscriber) => Subscriber) | undefined;
  readonly limits?: Partial<Limits>;
  /** Watches the run as it goes: some promises must hold at every moment, not only in the end. */
  readonly afterCommit?: (world: World, service: string) => void;
}
const START = Date.UTC(2026, 0, 1);
const SIMULATED: Limits = {
  ...DEFAULT_LIMITS,
  retry: { attempts: 4, first: 500, longest: 20_000, longestOutage: 3_600_000 },
  concurrency: 8,
  poll: { parked: 1_000, outbox: 1_000 },
};

export class World {
  readonly random: Random;
  readonly clock: VirtualClock;
  readonly bus: MemoryBus;
  readonly newId: () => string;
  readonly services: readonly Service[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limits: Limits;
  readonly history: Trace;
  /** Every event that was committed, by id: what the auditor compares effects with. */
  readonly committed = new Map<string, CloudEvent>();
  readonly wrapStore: NonNullable<WorldOptions["wrapStore"]>;
  readonly wrapSubscriber: NonNullable<WorldOptions["wrapSubscriber"]>;
  readonly #stores = new Map<string, MemoryStore>();
  readonly #replicas = new Map<string, Set<Replica>>();
  readonly #stopped = new Set<string>();
  readonly #afterCommit: NonNullable<WorldOptions["afterCommit"]>;
  chaos: Chaos = CALM;

  constructor(options: WorldOptions) {
    this.random = seededRandom(options.seed);
    this.services = options.services;
    this.environment = options.environment;
    this.limits = { ...SIMULATED, ...options.limits };
    this.#afterCommit = options.afterCommit ?? (() => {});
    this.wrapStore = options.wrapStore ?? ((store) => store);
    this.wrapSubscriber = options.wrapSubscriber ?? ((subscriber) => subscriber);
    this.clock = new VirtualClock(START, this.random);
    this.newId = seededIds(() => this.clock.now(), this.random);
    this.history = new Trace(() => this.clock.now() - START);
    this.bus = new MemoryBus(this.clock, {
      transit: () => this.#transit(),
      redelivery: { attempts: 1_000, first: 500, longest: 10_000 },
    });
    for (const declaration of this.declarations)
      this.bus.register(declaration.name, topicsHeardBy(declaration, this.declarations));
  }
  get declarations() {
    return this.services.map(({ declaration }) => declaration);
  }
  trace = (what: string, who: string, detail = ""): void => this.history.note(what, who, detail);
  happens = (probability: number): boolean => probability > 0 && this.random() < probability;
  upTo = (most: number): number => between(this.random, 0, most);

  storeOf(name: string): MemoryStore {
    const store = this.#stores.get(name) ?? new MemoryStore(this.clock, { freeze: true });
    this.#stores.set(name, store);
    return store;
  }
  startReplica(name: string): void {
    const service = this.services.find(({ declaration }) => declaration.name === name);
    if (!service) throw new Error(`There is no service ${name} in this world.`);
    const replica = new Replica(service, this);
    const replicas = this.#replicas.get(name) ?? new Set();
    this.#replicas.set(name, replicas.add(replica));
    this.trace("start", name);
    replica.start();
  }
  /** Somebody starts it again, unless the service was stopped on purpose. */
  replicaDied(replica: Replica): void {
    this.#replicas.get(replica.service)?.delete(replica);
    this.clock.setTimer(this.upTo(this.chaos.longestRestart), () => {
      if (!this.#stopped.has(replica.service)) this.startReplica(replica.service);
    });
  }
  /** All replicas of a service are killed, and none is started until `duration` milliseconds later. */
  outage(name: string, duration: number): void {
    if (this.#stopped.has(name)) return;
    this.#stopped.add(name);
    for (const replica of Array.from(this.#replicas.get(name) ?? [])) replica.kill("outage");
    this.clock.setTimer(duration, () => {
      this.#stopped.delete(name);
      this.startReplica(name);
    });
  }
  killOne(): void {
    const living = [...this.#replicas.values()].flatMap((replicas) => [...replicas]);
    if (living.length > 0) pick(this.random, living).kill("killed");
  }
  /** Sends a request to a living replica; undefined when there is none. Never answers when that replica dies. */
  request(service: string, routeKey: string, incoming: Incoming) {
    const living = [...(this.#replicas.get(service) ?? [])];
    return living.length === 0 ? undefined : pick(this.random, living).answer(routeKey, incoming);
  }
  noteCommit({ service }: Replica, { mark }: Commit, result: CommitResult): void {
    if (result.outcome !== "committed") return;
    for (const event of result.events) this.committed.set(event.id, event);
    this.#afterCommit(this, service);
    this.trace(
      "commit",
      service,
      `${mark?.topic ?? "-"} ${mark?.eventId ?? ""} > ${result.events.map(({ type }) => type).join(" ")}`,
    );
  }
  /** Virtual time passes until the condition holds or `limit` milliseconds are over; true when it holds. */
  async until(condition: () => Promise<boolean> | boolean, limit: number, every = 1_000): Promise<boolean> {
    const end = this.clock.now() + limit;
    while (this.clock.now() < end) {
      await this.pass(every);
      if (await condition()) return true;
    }
    return false;
  }
  async pass(duration: number): Promise<void> {
    const end = this.clock.now() + duration;
    while (await this.clock.step(end));
  }

  #transit(): number[] {
    const delay = () => (this.happens(this.chaos.delay) ? this.upTo(this.chaos.longestDelay) : 0);
    if (this.happens(this.chaos.lose)) return [];
    return this.happens(this.chaos.duplicate) ? [delay(), delay()] : [delay()];
  }
}
