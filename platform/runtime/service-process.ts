// One service in a process of its own: its routes on one port, its events from a sidecar on another, its own store.
import { createServer } from "node:http";
import { Problem } from "#contracts/problems.ts";
import { Heartbeat } from "../declare/control-events.ts";
import { SECOND } from "../declare/duration.ts";
import type { Service } from "../declare/implementation.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { publishersOf, pubsubOf } from "../derive/dapr/resource.ts";
import { DaprBus } from "./bus/dapr/dapr-bus.ts";
import { HearingWatch, LOOK_EVERY } from "./bus/dapr/hearing-watch.ts";
import { Intake } from "./bus/dapr/intake.ts";
import { Sidecar } from "./bus/dapr/sidecar.ts";
import { pausedBus } from "./bus/paused-bus.ts";
import { realClock, sleep } from "./clock.ts";
import type { Environment } from "./environment.ts";
import type { Host } from "./host.ts";
import { createApp } from "./http/app.ts";
import { closeServer } from "./http/close-server.ts";
import { listen } from "./http/listen.ts";
import { newRealId } from "./ids.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { Log } from "./log.ts";
import { startLoop } from "./loop.ts";
import { REPORT_EVERY } from "./report/reporter.ts";
import { ServiceRuntime } from "./service-runtime.ts";
import type { Store } from "./store/port.ts";
import { StoreWatch } from "./store-watch.ts";
import { HttpFigures } from "./telemetry/http-figures.ts";
import { metricsText } from "./telemetry/metrics.ts";
import type { Traces } from "./telemetry/open-traces.ts";

export interface ProcessOptions {
  readonly service: Service;
  /** Those of all services where this one observes them; otherwise its own is enough. */
  readonly declarations: readonly ServiceDeclaration[];
  readonly environment: Environment;
  /** The variables from which the service reads its own settings. */
  readonly variables: Host["environment"];
  readonly store: Store;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  readonly traces?: Traces;
}
export interface ServiceProcess {
  readonly port: number;
  readonly intakePort: number;
  /** Takes no more events, finishes those in hand, publishes what is committed, and closes both ports. */
  close(): Promise<void>;
}

const RETRY = SECOND;

export async function startServiceProcess(options: ProcessOptions): Promise<ServiceProcess> {
  const { service, declarations, environment, variables, store, log, traces } = options;
  const { name } = service.declaration;
  const watch = new StoreWatch(name, store, realClock, log);
  const isStoreAway = () => watch.isAway;
  const { PUBSUB: pubsub, APP_API_TOKEN: token } = environment;
  const heardThrough = (topic: string) => (environment.PUBSUB_PER_TOPIC ? pubsubOf(topic, pubsub) : pubsub);
  const heard = (topic: string) => hearing.heard(topic);
  const intake = new Intake({ token, pubsub: heardThrough, log, now: () => store.now(), isStoreAway, heard });
  const sidecar = new Sidecar({ port: environment.DAPR_HTTP_PORT, token: environment.DAPR_API_TOKEN });
  const hearing = new HearingWatch({
    isOpen: () => intake.isOpen,
    isBusy: () => intake.isBusy,
    heardByAll: async () => (await store.tally()).seen[Heartbeat.name] ?? 0,
    endSidecar: () => sidecar.post("/v1.0/shutdown", ""),
    log,
  });
  const bus = new DaprBus(sidecar, intake, publishersOf(environment.PUBSUB_PUBLISHERS, pubsub), hearing);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const runtime = new ServiceRuntime(service, {
    clock: realClock,
    random: Math.random,
    newId: newRealId,
    bus: environment.PUBLISHING === "paused" ? pausedBus(bus) : bus,
    openStore: () => store,
    log,
    environment: variables,
    declarations,
    fleet: undefined,
    limits,
    reportEvery: REPORT_EVERY,
    ...(traces && { traces }),
  });
  const runtimes = new Map([[name, runtime]]);
  const http = new HttpFigures();
  const server = createServer(
    createApp({
      runtimes,
      services: [service.declaration],
      administratorToken: environment.ADMIN_TOKEN,
      metrics: () => metricsText(runtimes.values(), { http, traces, process: { service: name } }),
      client: limits.client,
      http,
      log,
    }),
  );
  const port = await listen(server, environment.PORT);
  await startPatiently(runtime, log);
  const intakePort = await intake.listen(environment.INTAKE_PORT);
  const listening = startLoop(`${name}/hearing`, LOOK_EVERY, realClock, log, () => hearing.look());
  return {
    port,
    intakePort,
    async close() {
      await closeServer(server, () => runtime.stop());
      await Promise.all([intake.close(), watch.stop(), listening.stop()]);
      sidecar.close();
      await traces?.close();
    },
  };
}

/** A store that is away at the start is waited for, as it is later; the public port says so meanwhile. */
async function startPatiently(runtime: ServiceRuntime, log: Log): Promise<void> {
  for (;;) {
    try {
      return await runtime.start();
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "store-away") throw error;
      log.warn({ err: error, service: runtime.name }, "The store is away; the start is tried again.");
      await sleep(realClock, RETRY);
    }
  }
}
