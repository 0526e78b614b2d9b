// The whole platform in one process: every service on the memory bus and store, all doors on one port.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { Problem } from "#contracts/problems.ts";
import type { Fleet, Service } from "../declare/implementation.ts";
import { topicsHeardBy } from "../derive/topics.ts";
import { MemoryBus } from "./bus/memory/memory-bus.ts";
import { realClock } from "./clock.ts";
import { Faults } from "./faults.ts";
import type { Host } from "./host.ts";
import { createApp } from "./http/app.ts";
import { closeServer } from "./http/close-server.ts";
import { listen } from "./http/listen.ts";
import { newRealId } from "./ids.ts";
import { type Limits, readLimits } from "./limits.ts";
import { createLog, type Log } from "./log.ts";
import { REPORT_EVERY } from "./report/reporter.ts";
import { ServiceRuntime } from "./service-runtime.ts";
import { MemoryStore } from "./store/memory/memory-store.ts";
import { type MemoryOptions, memoryOptions } from "./store/memory/options.ts";
import type { Store } from "./store/port.ts";
import { HttpFigures } from "./telemetry/http-figures.ts";
import { metricsText } from "./telemetry/metrics.ts";
import { openTraces } from "./telemetry/open-traces.ts";
import { RecentTraces } from "./telemetry/recent-traces.ts";

export interface EmbeddedOptions {
  readonly services: readonly Service[];
  /** 0 for any free port. */
  readonly port: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly log?: Log;
  readonly limits?: Partial<Limits>;
  readonly memory?: Partial<MemoryOptions>;
  /** Another store than this process's memory. */
  readonly openStore?: (service: string) => Store;
}

export interface Embedded extends Fleet {
  readonly url: string;
  readonly administratorToken: string;
  readonly bus: MemoryBus;
  readonly stores: ReadonlyMap<string, MemoryStore>;
  readonly faults: Faults;
  /** Drains every service and closes the port. */
  close(): Promise<void>;
}

export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { services, port, environment = process.env, log = createLog(environment["LOG_LEVEL"] || "warn") } = options;
  const administratorToken = environment["ADMIN_TOKEN"] || randomBytes(18).toString("base64url");
  const declarations = services.map(({ declaration }) => declaration);
  const bus = new MemoryBus(realClock);
  for (const declaration of declarations) bus.register(declaration.name, topicsHeardBy(declaration, declarations));
  const recent = new RecentTraces();
  const traces = await openTraces({
    variables: environment,
    instance: newRealId(),
    system: "memory",
    random: Math.random,
    log,
    memory: recent,
  });
  const limits = { ...readLimits(environment), ...options.limits };
  const newStore = () => new MemoryStore(realClock, { ...memoryOptions(limits), ...options.memory });
  const stores = new Map(declarations.map(({ name }) => [name, newStore()]));
  const runtimes = new Map<string, ServiceRuntime>();
  const faults = new Faults(realClock);

  const serviceNamed = (name: string): Service => {
    const service = services.find(({ declaration }) => declaration.name === name);
    if (!service)
      throw new Problem("service-unknown", {
        detail: `${name} is none of ${declarations.map((each) => each.name).join(", ")}.`,
      });
    return service;
  };
  /** Starts and stops of one service happen one after the other. */
  const turns = new Map<string, Promise<void>>();
  const inTurn = (name: string, change: () => Promise<void>): Promise<void> => {
    const turn = (turns.get(name) ?? Promise.resolve()).then(change, change);
    turns.set(name, turn);
    return turn;
  };
  const fleet: Fleet = {
    list: () => declarations.map(({ name }) => ({ name, state: runtimes.has(name) ? "running" : "stopped" })),
    async stop(name) {
      serviceNamed(name);
      await inTurn(name, async () => {
        const runtime = runtimes.get(name);
        runtimes.delete(name);
        await runtime?.stop();
      });
    },
    async start(name) {
      const service = serviceNamed(name);
      await inTurn(name, async () => {
        if (runtimes.has(name)) return;
        const runtime = new ServiceRuntime(service, host);
        await runtime.start();
        runtimes.set(name, runtime);
      });
    },
  };
  const host: Host = {
    clock: realClock,
    random: Math.random,
    newId: newRealId,
    bus,
    openStore: options.openStore ?? ((name) => stores.get(name) ?? newStore()),
    log,
    environment,
    declarations,
    fleet,
    limits,
    faults,
    reportEvery: REPORT_EVERY,
    traces,
    traceOf: (traceId) => recent.of(traceId),
  };
  for (const { name } of declarations) await fleet.start(name);
  const http = new HttpFigures();
  const metrics = () => metricsText(runtimes.values(), { http, traces });
  const { client } = limits;
  const server = createServer(
    createApp({ runtimes, services: declarations, administratorToken, metrics, client, http, log }),
  );
  const actual = await listen(server, port);
  return {
    ...fleet,
    url: `http://localhost:${actual}`,
    administratorToken,
    bus,
    stores,
    faults,
    async close() {
      await closeServer(server, () => Promise.all([...runtimes.keys()].map((name) => fleet.stop(name))));
      await traces.close();
    },
  };
}
