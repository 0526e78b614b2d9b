// All services as processes of their own, each beside a real sidecar, on a real broker and a real store; and ways to break them.

import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import type { Fleet } from "#platform/declare/implementation.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { pubsubComponents, pubsubEnvironment, pubsubNames } from "#platform/derive/dapr/component.ts";
import { configuration } from "#platform/derive/dapr/configuration.ts";
import { PORTS_EACH, portsAt } from "#platform/derive/dapr/ports.ts";
import { resiliency } from "#platform/derive/dapr/resiliency.ts";
import { isForeground } from "#platform/derive/foreground.ts";
import { listen } from "#platform/runtime/http/listen.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { brokerMakers } from "./brokers/all.ts";
import type { RunningBroker } from "./brokers/broker.ts";
import { bundleFolder, bundleServices } from "./bundle.ts";
import { freePorts } from "./free-ports.ts";
import { createGateway } from "./gateway.ts";
import { ownDoors } from "./own-doors.ts";
import { findPrograms } from "./parts.ts";
import { productServices, type ServiceProgram } from "./service-program.ts";
import { prepareStore, STORE_ADMINISTRATOR } from "./store.ts";
import { Unit } from "./unit.ts";

export interface SelfHostedOptions {
  readonly broker: Broker;
  /** Those of this repository, unless others are given. */
  readonly services?: readonly ServiceProgram[];
  /** Of the gateway; 0 for any free one. */
  readonly port: number;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly say?: (text: string) => void;
  /** One service's sidecar reaches the broker through something that can be cut or slowed. */
  readonly detour?: { readonly service: string; readonly through: (brokerAddress: string) => Promise<string> };
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
  /** A service and its sidecar, with their ports and what they show each other. */
  unit(name: string): Unit;
  readonly broker: RunningBroker;
  /** `url`: with the rights to read everything, for those who audit it. */
  readonly store: Killable & { readonly url: string };
  /** The processes, for those who measure them. */
  pids(): Readonly<Record<string, number>>;
  /** Ends everything that was started, and removes its data. */
  close(): Promise<void>;
}

export async function startSelfHosted(options: SelfHostedOptions): Promise<SelfHosted> {
  const { environment = process.env, say = () => undefined, signal, services = productServices } = options;
  const everybody = services.map(({ declaration }) => declaration);
  const namesOf = (joins: ServiceProgram["joins"]) =>
    new Set(services.filter((service) => service.joins === joins).map(({ declaration }) => declaration.name));
  const [later, unannounced] = [namesOf("later"), namesOf("unannounced")];
  /** Those that the broker and the sidecars are told of. */
  const declarations = everybody.filter(({ name }) => !unannounced.has(name));
  const limits = readLimits(environment);
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
    const { daprd, redisServer } = findPrograms(options.broker, environment);
    const broker = await brokerMakers[options.broker].make({ declarations, folder, environment });
    say(`Starting the store, ${options.broker} and ${declarations.length} services, each with its sidecar …`);
    const { process: store, urlOf: storeUrlOf } = await prepareStore(
      folder,
      redisServer,
      everybody,
      environment["STORE_MEMORY"],
    );
    closing.push(
      () => store.child.stop(),
      () => broker.close(),
    );
    const [programOf] = await Promise.all([bundleServices(services), store.start(), broker.start()]);
    signal?.throwIfAborted();
    await writeResources(folder, declarations, broker.address);
    const folderOfUnannounced = join(folder, "unannounced");
    if (unannounced.size > 0) await writeResources(folderOfUnannounced, everybody, broker.address);

    const folderOfDetour = join(folder, "detour");
    if (options.detour)
      await writeResources(folderOfDetour, declarations, await options.detour.through(broker.address));
    const folderOf = (name: string): string => {
      if (name === options.detour?.service) return folderOfDetour;
      return unannounced.has(name) ? folderOfUnannounced : folder;
    };

    const administratorToken = environment["ADMIN_TOKEN"] || randomBytes(18).toString("base64url");
    // The gateway stands in front of each.
    const common = {
      PROXIES: "1",
      ...environment,
      ...pubsubEnvironment(options.broker),
      ADMIN_TOKEN: administratorToken,
    };
    const firstPort = await freePorts(everybody.length * PORTS_EACH);
    const units = new Map(
      everybody.map((declaration, place) => {
        const { name } = declaration;
        const ports = portsAt(place, firstPort);
        const own = { ...common, STORE_URL: storeUrlOf(name) };
        const files = { program: programOf(name), folder: folderOf(name) };
        return [
          name,
          new Unit({ name, ports, daprd, ...files, environment: own, isBackground: !isForeground(declaration) }),
        ] as const;
      }),
    );
    closing.push(() => Promise.all([...units.values()].map((unit) => unit.stop())));
    const atOnce = [...units.values()].filter(({ name }) => !later.has(name) && !unannounced.has(name));
    for (const unit of atOnce) unit.start();
    await Promise.all(atOnce.map((unit) => unit.ready(signal)));

    const unit = (name: string): Unit => {
      const found = units.get(name);
      if (!found) throw new Error(`${name} is none of ${[...units.keys()].join(", ")}.`);
      return found;
    };
    const urlOf = (name: string): string => `http://127.0.0.1:${unit(name).ports.service}`;
    const startUnit = async (name: string): Promise<void> => {
      // Whoever adds a service gives the broker what it needs before it starts.
      if (unannounced.delete(name)) await broker.extend(everybody.filter((each) => !unannounced.has(each.name)));
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
      unit,
      broker,
      store: { url: storeUrlOf(STORE_ADMINISTRATOR), kill: () => store.child.kill(), start: () => store.start() },
      pids: () => ({ ...pidsOf("store", store.child.pid), ...pidsOf("broker", broker.pid()), ...pidsOfUnits(units) }),
      close,
    };
  }

  async function writeResources(into: string, known: readonly ServiceDeclaration[], address: string): Promise<void> {
    await mkdir(join(into, "resources"), { recursive: true });
    const components = pubsubComponents(options.broker, known, address, limits.kept.broker).map((one) =>
      stringify(one),
    );
    await writeFile(join(into, "resources/pubsub.yaml"), components.join("---\n"), { mode: 0o600 });
    const policy = resiliency(pubsubNames(options.broker, known));
    await writeFile(join(into, "resources/resiliency.yaml"), stringify(policy));
    await writeFile(join(into, "config.yaml"), stringify(configuration()));
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
    const gateway = createGateway({ declarations: everybody, portOf, own });
    const port = await listen(gateway, options.port);
    closing.push(async () => {
      gateway.close();
      gateway.closeAllConnections();
    });
    return `http://localhost:${port}`;
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
