// All services as processes of their own, each beside a real sidecar, on a real broker and a real store; and ways to break them.

import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Fleet } from "#platform/declare/implementation.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { pubsubComponent } from "#platform/derive/dapr/component.ts";
import { configuration } from "#platform/derive/dapr/configuration.ts";
import { PORTS_EACH, portsAt } from "#platform/derive/dapr/ports.ts";
import { resiliency } from "#platform/derive/dapr/resiliency.ts";
import { services } from "#services/all.ts";
import type { RunningBroker } from "./brokers/broker.ts";
import { kafkaBroker } from "./brokers/kafka.ts";
import { rabbitmqBroker } from "./brokers/rabbitmq.ts";
import { redisBroker } from "./brokers/redis.ts";
import { bundleFolder, bundleServices } from "./bundle.ts";
import { freePorts } from "./free-ports.ts";
import { createGateway } from "./gateway.ts";
import { ownDoors } from "./own-doors.ts";
import { findProgram, howToGet, Missing } from "./programs.ts";
import { prepareStore, STORE_ADMINISTRATOR } from "./store.ts";
import { Unit } from "./unit.ts";

const BROKER_OF = { redis: redisBroker, rabbitmq: rabbitmqBroker, kafka: kafkaBroker } as const;

export interface SelfHostedOptions {
  readonly broker: Broker;
  /** Of the gateway; 0 for any free one. */
  readonly port: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly say?: (text: string) => void;
  /** Ends the start early, and what was started with it. */
  readonly signal?: AbortSignal;
}

/** A process that can be ended in the middle of whatever it does. */
interface Killable {
  kill(): Promise<void>;
  /** Starts it again, with what it had stored. */
  start(): Promise<void>;
}

export interface SelfHosted {
  readonly url: string;
  readonly administratorToken: string;
  /** Where logs, data and resources lie. */
  readonly folder: string;
  readonly services: Fleet & { kill(name: string): Promise<void>; urlOf(name: string): string };
  readonly sidecars: { kill(name: string): Promise<void>; start(name: string): Promise<void> };
  readonly broker: RunningBroker;
  /** `url`: with the rights to read everything, for those who audit it. */
  readonly store: Killable & { readonly url: string };
  /** The processes, for those who measure them. */
  pids(): Readonly<Record<string, number>>;
  /** Ends everything that was started, and removes its data. */
  close(): Promise<void>;
}

export async function startSelfHosted(options: SelfHostedOptions): Promise<SelfHosted> {
  const { environment = process.env, say = () => undefined, signal } = options;
  const declarations = services.map(({ declaration }) => declaration);
  const folder = await mkdtemp(join(tmpdir(), "millrace-"));
  const closing: (() => Promise<unknown>)[] = [
    () => rm(bundleFolder(), { recursive: true, force: true }),
    () => rm(folder, { recursive: true, force: true }),
  ];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).toReversed()) await end();
  };
  try {
    return await start();
  } catch (error) {
    await close();
    throw error;
  }

  async function start(): Promise<SelfHosted> {
    const { daprd, redisServer, broker } = await findParts();
    say(`Starting the store, ${options.broker} and ${declarations.length} services, each with its sidecar …`);
    const { process: store, urlOf: storeUrlOf } = await prepareStore(folder, redisServer, declarations);
    closing.push(
      () => store.child.stop(),
      () => broker.close(),
    );
    const [programOf] = await Promise.all([
      bundleServices(declarations.map(({ name }) => name)),
      store.start(),
      broker.start(),
    ]);
    signal?.throwIfAborted();
    await writeResources(broker.address);

    const administratorToken = environment["ADMIN_TOKEN"] || randomBytes(18).toString("base64url");
    const common = { ...environment, ADMIN_TOKEN: administratorToken };
    const firstPort = await freePorts(declarations.length * PORTS_EACH);
    const units = new Map(
      declarations.map(({ name }, place) => {
        const ports = portsAt(place, firstPort);
        const own = { ...common, STORE_URL: storeUrlOf(name) };
        return [name, new Unit({ name, ports, program: programOf(name), daprd, folder, environment: own })] as const;
      }),
    );
    closing.push(() => Promise.all([...units.values()].map((unit) => unit.stop())));
    for (const unit of units.values()) unit.start();
    await Promise.all([...units.values()].map((unit) => unit.ready(signal)));

    const unit = (name: string): Unit => {
      const found = units.get(name);
      if (!found) throw new Error(`${name} is none of ${[...units.keys()].join(", ")}.`);
      return found;
    };
    const urlOf = (name: string): string => `http://127.0.0.1:${unit(name).ports.service}`;
    const startUnit = async (name: string): Promise<void> => {
      unit(name).start();
      await unit(name).ready();
    };
    const fleet: Fleet = {
      list: () =>
        [...units.values()].map(({ name, service }) => ({ name, state: service.isRunning ? "running" : "stopped" })),
      stop: (name) => unit(name).stop(),
      start: startUnit,
    };
    const url = await openGateway(fleet, administratorToken, units, urlOf);
    return {
      url,
      administratorToken,
      folder,
      services: { ...fleet, urlOf, kill: (name) => unit(name).service.kill() },
      sidecars: { kill: (name) => unit(name).sidecar.kill(), start: startUnit },
      broker,
      store: { url: storeUrlOf(STORE_ADMINISTRATOR), kill: () => store.child.kill(), start: () => store.start() },
      pids: () => ({ ...pidsOf("store", store.child.pid), ...pidsOf("broker", broker.pid()), ...pidsOfUnits(units) }),
      close,
    };
  }

  /** Asks for everything before anything is started, so that all that is missing is said at once. */
  async function findParts() {
    const programs = (["daprd", "redisServer"] as const).map((key) => [key, findProgram(key, environment)] as const);
    const missing = programs.flatMap(([key, path]) => (path ? [] : [howToGet(key)]));
    const broker = await BROKER_OF[options.broker]({ declarations, folder, environment }).catch((error: unknown) => {
      if (!(error instanceof Missing)) throw error;
      missing.push(...error.parts);
    });
    const [daprd, redisServer] = programs.map(([, path]) => path);
    if (missing.length > 0 || !broker || !daprd || !redisServer) throw new Missing([...new Set(missing)]);
    return { daprd, redisServer, broker };
  }

  async function writeResources(address: string): Promise<void> {
    await mkdir(join(folder, "resources"));
    const component = pubsubComponent(options.broker, declarations, address);
    await writeFile(join(folder, "resources/pubsub.yaml"), stringify(component), { mode: 0o600 });
    await writeFile(join(folder, "resources/resiliency.yaml"), stringify(resiliency()));
    await writeFile(join(folder, "config.yaml"), stringify(configuration()));
  }

  async function openGateway(
    fleet: Fleet,
    administratorToken: string,
    units: ReadonlyMap<string, Unit>,
    urlOf: (name: string) => string,
  ): Promise<string> {
    const urls = () => [...units.values()].filter(({ service }) => service.isRunning).map(({ name }) => urlOf(name));
    const own = ownDoors({ fleet, administratorToken, urls });
    const portOf = (name: string) => units.get(name)?.ports.service ?? 0;
    const gateway = createGateway({ declarations, portOf, own });
    await new Promise<void>((resolve, reject) => {
      gateway.once("error", reject);
      gateway.listen(options.port, resolve);
    });
    closing.push(async () => {
      gateway.close();
      gateway.closeAllConnections();
    });
    return `http://localhost:${(gateway.address() as AddressInfo).port}`;
  }
}

const pidsOf = (name: string, pid: number | undefined): Readonly<Record<string, number>> =>
  pid === undefined ? {} : { [name]: pid };

const pidsOfUnits = (units: ReadonlyMap<string, Unit>): Readonly<Record<string, number>> =>
  Object.assign(
    {},
    ...[...units.values()].map(({ name, service, sidecar }) => ({
      ...pidsOf(name, service.pid),
      ...pidsOf(`${name}'s sidecar`, sidecar.pid),
    })),
  ) as Record<string, number>;
