// RabbitMQ in a container; it reads its definitions before it listens, so nothing can be published into the void.
import { createHash, randomBytes } from "node:crypto";
import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { rabbitmqDefinitions } from "#platform/derive/dapr/rabbitmq-definitions.ts";
import { Container } from "../container.ts";
import { freePorts } from "../free-ports.ts";
import { hasImage, Missing } from "../programs.ts";
import { until } from "../wait.ts";
import { type BrokerContext, foreignBroker, type RunningBroker } from "./broker.ts";

export const RABBITMQ_IMAGE = "rabbitmq:4.0-management";
const MANAGEMENT_PORT = "15672";
const USER = "millrace";
const INSIDE = "/etc/rabbitmq";
const READY_WITHIN = 90_000;

export async function rabbitmqBroker(context: BrokerContext): Promise<RunningBroker> {
  const url = context.environment["RABBITMQ_URL"];
  if (url) return foreignBroker(url, () => sendDefinitions(url, context));
  if (!hasImage(RABBITMQ_IMAGE))
    throw new Missing([
      `RabbitMQ: \`docker pull ${RABBITMQ_IMAGE}\`, or name a running one by RABBITMQ_URL=amqp://user:password@host:5672`,
    ]);
  const first = await freePorts(4);
  const [port, managementPort, distributionPort, metricsPort] = [first, first + 1, first + 2, first + 3];
  const password = randomBytes(18).toString("base64url");
  const files = await writeFiles(context, password, { port, managementPort, metricsPort });
  const container = new Container({
    name: `millrace-rabbitmq-${port}`,
    image: RABBITMQ_IMAGE,
    environment: { RABBITMQ_NODENAME: `millrace${port}@localhost`, RABBITMQ_DIST_PORT: String(distributionPort) },
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
    address: `amqp://${USER}:${password}@127.0.0.1:${port}`,
    pid: () => container.pid,
    start,
    stop: () => container.stop(),
    kill: () => container.kill(),
    wipe: () => container.remove().then(start),
    close: () => container.remove(),
  };
}

/** As RabbitMQ stores a password: four random bytes, and the hash of them and it. */
function passwordHash(password: string): string {
  const salt = randomBytes(4);
  const hash = createHash("sha256").update(salt).update(password).digest();
  return Buffer.concat([salt, hash]).toString("base64");
}

async function writeFiles(
  { declarations, folder }: BrokerContext,
  password: string,
  { port, managementPort, metricsPort }: Readonly<Record<"port" | "managementPort" | "metricsPort", number>>,
): Promise<Record<string, string>> {
  const algorithm = "rabbit_password_hashing_sha256";
  const user = { name: USER, password_hash: passwordHash(password), hashing_algorithm: algorithm };
  const definitions = {
    users: [{ ...user, tags: ["administrator"] }],
    ...rabbitmqDefinitions(declarations),
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

async function sendDefinitions(url: string, { declarations, environment }: BrokerContext): Promise<void> {
  const { username, password, hostname } = new URL(url);
  const management = environment["RABBITMQ_MANAGEMENT_URL"] ?? `http://${hostname}:${MANAGEMENT_PORT}`;
  const credentials = `${decodeURIComponent(username || "guest")}:${decodeURIComponent(password || "guest")}`;
  const { vhosts: _, ...definitions } = rabbitmqDefinitions(declarations);
  const response = await fetch(`${management}/api/definitions/%2F`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      authorization: `Basic ${Buffer.from(credentials).toString("base64")}`,
    },
    body: JSON.stringify(definitions),
  });
  if (!response.ok)
    throw new Error(
      `RabbitMQ at ${management} did not take the definitions (${response.status} ${await response.text()}). RABBITMQ_MANAGEMENT_URL names its management interface.`,
    );
}
