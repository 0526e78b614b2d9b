// Runs one replica of one service: intake, handlers, relay, retries, schedules, routes, and an orderly end.

import { Problem } from "#contracts/problems.ts";
import type { CloudEvent } from "../declare/cloud-event.ts";
import { type Discarded, Heartbeat, ReplayRequested } from "../declare/control-events.ts";
import type { EventType } from "../declare/event.ts";
import type { Service } from "../declare/implementation.ts";
import { ReplicaReported } from "../declare/replica-report.ts";
import { emittedBy, heardBy } from "../derive/graph.ts";
import { answeredTopics, countedTopics, topicsHeardBy } from "../derive/topics.ts";
import type { Subscription } from "./bus/port.ts";
import { sleep } from "./clock.ts";
import { Consumer } from "./events/consumer.ts";
import { discard } from "./events/discard.ts";
import { HandlerTable } from "./events/handler-table.ts";
import { Relay } from "./events/relay.ts";
import { FaultSwitch } from "./fault-switch.ts";
import type { Host } from "./host.ts";
import type { Answer, Incoming } from "./http/answer.ts";
import { type Loop, startLoop } from "./loop.ts";
import { buildPorts, readSettings } from "./outside.ts";
import { Permits } from "./permits.ts";
import { poison } from "./poison.ts";
import { controlHandlers } from "./replay/control-handlers.ts";
import { GapWatch } from "./replay/gap-watch.ts";
import { heartbeat } from "./replay/heartbeat.ts";
import { Reporter } from "./report/reporter.ts";
import { runWhenDue } from "./schedules.ts";
import { seedOnce } from "./seed.ts";
import type { Parked, Store } from "./store/port.ts";
import { Tallies } from "./tallies.ts";
import { tracedAnswer } from "./telemetry/traced-answer.ts";
import type { TransactContext } from "./transaction/transact.ts";

const FLUSH_TIMEOUT = 500;
const FAREWELL_TIMEOUT = 200;
/** Milliseconds after which a fault that another replica was told of holds here too. */
const FAULTS_EVERY = 500;
const REPORT_POLL = 200;

export class ServiceRuntime {
  readonly service: Service;
  readonly store: Store;
  readonly tallies: Tallies;
  /** Those of one publisher each. */
  readonly countedTopics: readonly string[];
  /** Where people may break things. */
  readonly faultSwitch: FaultSwitch | undefined;
  readonly #reporter: Reporter | undefined;
  readonly #host: Host;
  readonly #context: TransactContext;
  readonly #relay: Relay;
  readonly #consumer: Consumer;
  readonly #requests: Permits;
  /** Ids of the parked events that are tried again at this moment. */
  readonly #retried = new Set<string>();
  readonly #inFlight = new Set<Promise<unknown>>();
  readonly #draining = new AbortController();
  #loops: Loop[] = [];
  #subscription: Subscription | undefined;

  constructor(service: Service, host: Host) {
    const { declaration } = service;
    this.service = service;
    this.#host = host;
    this.store = host.openStore(declaration.name);
    this.#requests = new Permits(host.limits.requests.inHand);
    const namesOf = (events: readonly EventType[]) => events.map(({ name }) => name);
    this.tallies = new Tallies(namesOf(heardBy(declaration, host.declarations)), namesOf(emittedBy(declaration)));
    const tracing = host.traces?.of(declaration.name);
    const said = [...emittedBy(declaration), Heartbeat, ReplayRequested, ReplicaReported];
    this.#relay = new Relay(host.bus, this.store, host.clock, host.limits.claim, host.log, said, tracing);
    const settings = readSettings(declaration, host.environment);
    const context = {
      declaration,
      service: declaration.name,
      store: this.store,
      newId: host.newId,
      random: host.random,
      settings,
      kept: host.limits.kept,
      claim: host.limits.claim,
      tracing,
      relay: (events: Parameters<Relay["push"]>[0]) => {
        this.tallies.say(events);
        this.#relay.push(events);
      },
    };
    this.#context = { ...context, ports: buildPorts(service, host, { ...context, ports: {} }) };
    const counted = countedTopics(declaration, host.declarations);
    this.countedTopics = counted;
    const watch = new GapWatch(this.store, counted, {
      log: host.log,
      journalKept: host.limits.kept.journal,
      doubt: (topic, replay) => host.bus.doubt?.(topic, replay),
    });
    const holder = host.newId();
    const decided = {
      revive: (event: CloudEvent) => this.#consumer.revive(event),
      discard: (discarded: Discarded) => discard(this.store, discarded, holder, host.limits.lease),
    };
    const control = controlHandlers(this.name, this.store, watch, decided);
    const handlers = new HandlerTable(service, host.declarations, control);
    this.faultSwitch = host.environment["FAULTS"] === "on" ? new FaultSwitch(this.store, host.clock) : undefined;
    this.#consumer = new Consumer(this.#breakable(host), this.#context, handlers, holder, this.tallies);
    const every = host.reportEvery;
    this.#reporter = every
      ? new Reporter(host, {
          service: declaration.name,
          store: this.store,
          tallies: this.tallies,
          inHand: () => this.#consumer.inHand,
          faults: () => this.faultSwitch?.settings,
          isObserver: declaration.observes === "all",
          topics: counted,
          every,
        })
      : undefined;
  }
  /** The host, with the faults that a person has switched on besides its own. */
  #breakable(host: Host): Host {
    const beforeHandling = async (service: string, topic: string): Promise<void> => {
      await host.faults?.beforeHandling(service, topic);
      await this.faultSwitch?.beforeHandling(topic);
    };
    return this.faultSwitch ? { ...host, faults: { beforeHandling } } : host;
  }
  get name(): string {
    return this.service.declaration.name;
  }
  /** Events that this replica works on at this moment. */
  get inHand(): number {
    return this.#consumer.inHand;
  }
  /** Aborted when the service drains; long-lived requests end then. */
  get draining(): AbortSignal {
    return this.#draining.signal;
  }

  async start(): Promise<void> {
    await seedOnce(this.service, this.#context);
    const { bus, limits, declarations } = this.#host;
    this.#subscription = bus.subscribe({
      group: this.name,
      topics: topicsHeardBy(this.service.declaration, declarations),
      answered: answeredTopics(this.service.declaration),
      concurrency: limits.concurrency,
      deliver: (event) => this.#consumer.deliver(event),
    });
    this.#loops = this.#startLoops();
  }

  /** Answers a request for one of the service's routes. */
  answer(routeKey: string, incoming: Incoming): Promise<Answer> {
    const route = this.service.declaration.routes[routeKey];
    const handler = this.service.routes[routeKey];
    if (!route || !handler) throw new Error(`${this.name} has no route ${routeKey} with a handler.`);
    const { outbox: outboxLimit, requests } = this.#host.limits;
    const answering = () =>
      tracedAnswer({ key: routeKey, route, handler, context: this.#context, outboxLimit }, incoming);
    // Those wait for others, and for long.
    if (route.mode === "conversing") return this.#track(answering());
    if (this.#requests.waiting >= requests.waiting)
      return Promise.reject(new Problem("service-busy", { retryAfter: 1 }));
    return this.#track(this.#requests.run(answering));
  }

  /** Publishes rubbish on one of its topics, and answers its id. */
  async poison(topic: string): Promise<string> {
    const { bus, newId, clock } = this.#host;
    const event = poison(`/${this.name}`, topic, newId(), clock.now());
    const [refusal] = await bus.publish([event]);
    if (refusal) throw refusal;
    return event.id;
  }

  /** Intake stops, work in hand finishes (for a while), the outbox is flushed. */
  async stop(): Promise<void> {
    this.#draining.abort();
    const { clock, limits } = this.#host;
    const closing = this.#subscription?.close() ?? Promise.resolve();
    const work: Promise<unknown>[] = [closing, ...this.#loops.map((loop) => loop.stop()), ...this.#inFlight];
    await Promise.race([Promise.allSettled(work), sleep(clock, limits.drain)]);
    await this.#relay.flush(FLUSH_TIMEOUT);
    const leaving = this.#reporter?.leave().catch(() => undefined);
    if (leaving) await Promise.race([leaving, sleep(clock, FAREWELL_TIMEOUT)]);
  }

  #startLoops(): Loop[] {
    const { clock, log, limits } = this.#host;
    const loop = (name: string, pause: number, run: () => Promise<void>) =>
      startLoop(`${this.name}/${name}`, pause, clock, log, run);
    const scheduled = Object.entries(this.service.declaration.schedules).map(([name, schedule]) => {
      const run = this.service.schedules[name];
      if (!run) throw new Error(`${this.name} declares the schedule ${name} but has no handler for it.`);
      return loop(name, schedule.every / 2, () => runWhenDue(this.#context, name, schedule, run));
    });
    const isMute = emittedBy(this.service.declaration).length === 0;
    const beat = { every: limits.heartbeat, emits: [Heartbeat] };
    const { faultSwitch } = this;
    const reporter = this.#reporter;
    return [
      ...scheduled,
      ...(faultSwitch ? [loop("faults", FAULTS_EVERY, () => faultSwitch.look())] : []),
      ...(reporter ? [loop("report", REPORT_POLL, () => reporter.tick())] : []),
      loop("parked", limits.poll.parked, () => this.#retryParked()),
      loop("outbox", limits.poll.outbox, () => this.#relay.sweep()),
      loop("claims", limits.claim / 3, () => this.#relay.renewClaims()),
      loop("lease", limits.lease / 3, () => this.#consumer.renew()),
      loop("heartbeat", limits.heartbeat / 2, () =>
        runWhenDue(this.#context, "$heartbeat", beat, () => heartbeat(this.name, this.store, isMute)),
      ),
    ];
  }
  /** A slow one stays in hand while the next are tried: it must not be what all others wait for. */
  async #retryParked(): Promise<void> {
    const { concurrency, lease, poll } = this.#host.limits;
    const free = concurrency - this.#retried.size;
    if (free <= 0) return;
    const due = await this.store.takeParked(free, lease);
    const trying = due.filter(({ event }) => !this.#retried.has(event.id)).map((parked) => this.#retry(parked));
    await Promise.race([Promise.all(trying), sleep(this.#host.clock, poll.parked)]);
  }
  #retry(parked: Parked): Promise<void> {
    const { id } = parked.event;
    this.#retried.add(id);
    return this.#track(this.#consumer.retry(parked)).finally(() => this.#retried.delete(id));
  }
  #track<T>(work: Promise<T>): Promise<T> {
    this.#inFlight.add(work);
    const forget = () => void this.#inFlight.delete(work);
    work.then(forget, forget);
    return work;
  }
}
