// RabbitMQ in a container; it reads its definitions before it listens, so nothing can be published into the void.
import { createHash, randomBytes } from "node:crypto";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { RABBITMQ_VARIABLES, rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { readLimits } from "#platform/runtime/limits.ts";
import { Container } from "../container.ts";
import { freePorts } from "../free-ports.ts";
import { hasImage } from "../programs.ts";
import { until } from "../wait.ts";
import { type BrokerContext, foreignBroker, type RunningBroker } from "./broker.ts";

export const RABBITMQ_IMAGE = "rabbitmq:4.0-management";
const MANAGEMENT_PORT = "15672";
const USER = "millrace";
const INSIDE = "/etc/rabbitmq";
const READY_WITHIN = 90_000;
/** A RabbitMQ that has just come up, or has much to do, refuses for a moment what it takes later. */
const ATTEMPTS = 4;
const PAUSE = 1_000;

export const missingForRabbitmq = (environment: BrokerContext["environment"]): readonly string[] =>
  environment["RABBITMQ_URL"] || hasImage(RABBITMQ_IMAGE)
    ? []
    : [
        `RabbitMQ: \`docker pull ${RABBITMQ_IMAGE}\`, or name a running one by RABBITMQ_URL=amqp://user:password@host:5672`,
      ];

export async function rabbitmqBroker(context: BrokerContext): Promise<RunningBroker> {
  const url = context.environment["RABBITMQ_URL"];
  if (url) {
    const { hostname } = new URL(url);
    const management = context.environment["RABBITMQ_MANAGEMENT_URL"] ?? `http://${hostname}:${MANAGEMENT_PORT}`;
    return foreignBroker(url, context.declarations, (all) =>
      sendDefinitions(url, management, all, keptIn(context.environment)),
    );
  }
  const first = await freePorts(4);
  const [port, managementPort, distributionPort, metricsPort] = [first, first + 1, first + 2, first + 3];
  const password = randomBytes(18).toString("base64url");
  const ports = { port, managementPort, metricsPort };
  const files = await writeFiles(context, password, ports);
  const address = `amqp://${USER}:${password}@127.0.0.1:${port}`;
  const container = new Container({
    name: `millrace-rabbitmq-${port}`,
    image: RABBITMQ_IMAGE,
    environment: {
      RABBITMQ_NODENAME: `millrace${port}@localhost`,
      RABBITMQ_DIST_PORT: String(distributionPort),
      ...RABBITMQ_VARIABLES,
    },
    files,
  });
  const start = async () => {
    await container.start();
    const authorization = `Basic ${Buffer.from(`${USER}:${password}`).toString("base64")}`;
    // Its management answers before it takes connections.
    const health = `http://127.0.0.1:${managementPort}/api/health/checks/port-listener/${port}`;
    const isReady = async () => (await fetch(health, { headers: { authorization } })).ok;
    await until(isReady, { what: "RabbitMQ", timeout: READY_WITHIN });
  };
  return {
    address,
    metrics: `127.0.0.1:${metricsPort}`,
    pid: () => container.pid,
    start,
    async extend(all) {
      await writeFiles({ ...context, declarations: all }, password, ports);
      await sendDefinitions(address, `http://127.0.0.1:${managementPort}`, all, keptIn(context.environment));
    },
    stop: () => container.stop(),
    kill: () => container.kill(),
    wipe: () => container.remove().then(start),
    close: () => container.remove(),
  };
}

const keptIn = (environment: BrokerContext["environment"]): number => readLimits(environment).kept.broker;

/** As RabbitMQ stores a password: four random bytes, and the hash of them and it. */
export function passwordHash(password: string): string {
  const salt = randomBytes(4);
  const hash = createHash("sha256").update(salt).update(password).digest();
  return Buffer.concat([salt, hash]).toString("base64");
}

async function writeFiles(
  { declarations, folder, environment }: BrokerContext,
  password: string,
  { port, managementPort, metricsPort }: Readonly<Record<"port" | "managementPort" | "metricsPort", number>>,
): Promise<Record<string, string>> {
  const algorithm = "rabbit_password_hashing_sha256";
  const user = { name: USER, password_hash: passwordHash(password), hashing_algorithm: algorithm };
  const definitions = {
    users: [{ ...user, tags: ["administrator"] }],
    ...rabbitmqDefinitions(declarations, keptIn(environment)),
    permissions: [{ user: USER, vhost: "/", configure: ".*", write: ".*", read: ".*" }],
  };
  const settings = [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    "management.tcp.ip = 127.0.0.1",
    `management.tcp.port = ${managementPort}`,
    `prometheus.tcp.port = ${metricsPort}`,
    `load_definitions = ${INSIDE}/millrace-definitions.json`,
    "disk_free_limit.absolute = 100MB",
  ];
  const written: [string, string, string][] = [
    ["definitions.json", JSON.stringify(definitions), `${INSIDE}/millrace-definitions.json`],
    ["rabbitmq.conf", `${settings.join("\n")}\n`, `${INSIDE}/conf.d/30-millrace.conf`],
  ];
  for (const [name, text] of written) {
    await writeFile(join(folder, name), text);
    // The container's user is another.
    await chmod(join(folder, name), 0o644);
  }
  return Object.fromEntries(written.map(([name, , inside]) => [join(folder, name), inside]));
}

async function sendDefinitions(
  url: string,
  management: string,
  declarations: BrokerContext["declarations"],
  kept: number,
): Promise<void> {
  const { username, password, pathname } = new URL(url);
  const credentials = `${decodeURIComponent(username || "guest")}:${decodeURIComponent(password || "guest")}`;
  const { vhosts: _, ...definitions } = rabbitmqDefinitions(declarations, kept);
  const vhost = pathname.length > 1 ? pathname.slice(1) : "%2F";
  const remedy = "RABBITMQ_MANAGEMENT_URL names its management interface.";
  const send = async (): Promise<void> => {
    const response = await fetch(`${management}/api/definitions/${vhost}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
      },
      body: JSON.stringify(definitions),
    }).catch((error: Error) => {
      throw new Error(`RabbitMQ's management at ${management} does not answer (${reasonOf(error)}). ${remedy}`);
    });
    const told = await response.text();
    if (!response.ok)
      throw new Error(`RabbitMQ at ${management} did not take the definitions (${response.status} ${told}). ${remedy}`);
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(PAUSE);
    }
  }
}

const reasonOf = ({ message, cause }: Error): string =>
  cause instanceof Error ? (cause as NodeJS.ErrnoException).code || cause.message : message;
