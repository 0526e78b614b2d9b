// One simulated process: a replica of one service with its own connections, which die with it.
import type { CloudEvent } from "../declare/cloud-event.ts";
import type { Service } from "../declare/implementation.ts";
import type { Bus, Subscriber, Subscription } from "../runtime/bus/port.ts";
import { type Clock, sleep } from "../runtime/clock.ts";
import type { Host } from "../runtime/host.ts";
import type { Incoming } from "../runtime/http/answer.ts";
import { silentLog } from "../runtime/log.ts";
import { ServiceRuntime } from "../runtime/service-runtime.ts";
import { FaultyStore } from "./faulty-store.ts";
import type { World } from "./world.ts";

const forever = new Promise<never>(() => {});

export class Replica {
  readonly world: World;
  readonly service: string;
  readonly clock: Clock;
  readonly #runtime: ServiceRuntime;
  #subscription: (Subscription & { kill(): void }) | undefined;
  isDead = false;

  constructor(service: Service, world: World) {
    this.world = world;
    this.service = service.declaration.name;
    this.clock = this.#mortalClock();
    this.#runtime = new ServiceRuntime(service, this.#host());
  }
  start(): void {
    this.#runtime.start().catch(() => this.kill("failed to start"));
  }
  answer(routeKey: string, incoming: Incoming) {
    return this.#runtime.answer(routeKey, incoming);
  }
  /** The process is gone at once; the broker notices, nobody else. */
  kill(why: string): void {
    if (this.isDead) return;
    this.isDead = true;
    this.world.trace("kill", this.service, why);
    this.#subscription?.kill();
    this.world.replicaDied(this);
  }
  mayCrash(probability: number, when: string): void {
    if (!this.isDead && this.world.happens(probability)) this.kill(when);
  }
  /** The value while the replica lives; otherwise nothing, ever. */
  alive<T>(value: T): Promise<T> {
    return this.isDead ? forever : Promise.resolve(value);
  }

  #host(): Host {
    const { world } = this;
    return {
      clock: this.clock,
      random: world.random,
      newId: world.newId,
      bus: this.#mortalBus(),
      openStore: (name) => world.wrapStore(new FaultyStore(world.storeOf(name), this), this.service),
      log: silentLog,
      environment: world.environment,
      declarations: world.declarations,
      fleet: undefined,
      limits: world.limits,
      faults: { beforeHandling: async () => this.#mayThrow() },
    };
  }
  #mayThrow(): void {
    if (this.world.happens(this.world.chaos.handlerThrows)) throw new Error("A simulated handler fails.");
  }
  #mortalClock(): Clock {
    const { clock } = this.world;
    return {
      now: () => clock.now(),
      setTimer: (delay, run) => clock.setTimer(delay, () => this.isDead || run()),
      defer: (run) => clock.defer(() => this.isDead || run()),
    };
  }
  #mortalBus(): Bus {
    const { world } = this;
    return {
      publish: async (events: readonly CloudEvent[]) => {
        this.mayCrash(world.chaos.crashBeforePublish, "before publish");
        await this.alive(undefined);
        await sleep(this.clock, world.upTo(10));
        const refused = events.map(() => world.happens(world.chaos.publishRefused));
        // As through a real broker: what arrives is a copy, without what JSON cannot say.
        const taken = events
          .filter((_, at) => !refused[at])
          .map((event) => JSON.parse(JSON.stringify(event)) as CloudEvent);
        await world.bus.publish(taken);
        return this.alive(refused.map((isRefused) => (isRefused ? new Error("refused") : undefined)));
      },
      subscribe: (subscriber: Subscriber) => {
        const deliver = async (event: CloudEvent) => this.alive(await subscriber.deliver(event));
        this.#subscription = world.bus.subscribe(world.wrapSubscriber({ ...subscriber, deliver }));
        return this.#subscription;
      },
    };
  }
}
