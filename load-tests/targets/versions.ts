// Versions of the programs around a target, for the report.
import { execFileSync } from "node:child_process";
import type { Broker } from "#platform/derive/dapr/brokers.ts";
import { KAFKA_IMAGE } from "#tools/self-hosted/brokers/kafka.ts";
import { RABBITMQ_IMAGE } from "#tools/self-hosted/brokers/rabbitmq.ts";
import { findProgram } from "#tools/self-hosted/programs.ts";

type Environment = Readonly<Record<string, string | undefined>>;
type Versions = Readonly<Record<string, string>>;

/** Empty where there is no such program, or it does not say. */
function firstLine(program: string | undefined, ...args: string[]): string {
  try {
    return program ? (execFileSync(program, args, { encoding: "utf8" }).split("\n")[0] ?? "").trim() : "";
  } catch {
    return "";
  }
}
export const generatorVersion = (): string =>
  /v[\d.]+/.exec(firstLine(findProgram("k6", process.env), "version"))?.[0] ?? "";

/** By program, as images are named: `registry/program:version`. */
export function versionsIn(images: readonly string[]): Versions {
  const named = images.map((image) => /([^/:@]+):([^/:@]+)(?:@.*)?$/.exec(image));
  return Object.fromEntries(named.flatMap((match) => (match ? [[match[1], match[2]] as const] : [])));
}

/** Those that the runner starts in a container, unless a variable names one that runs. */
const CONTAINERS: Partial<Record<Broker, { readonly image: string; readonly variable: string }>> = {
  rabbitmq: { image: RABBITMQ_IMAGE, variable: "RABBITMQ_URL" },
  kafka: { image: KAFKA_IMAGE, variable: "KAFKA_BROKERS" },
};
/** What the image says it has in it, as its name may stand for a later one tomorrow. */
function brokerVersion(broker: Broker, environment: Environment): Versions {
  const { image, variable = "" } = CONTAINERS[broker] ?? {};
  if (!image || environment[variable]) return {};
  const variables = firstLine("docker", "image", "inspect", "--format", "{{.Config.Env}}", image);
  const said = new RegExp(`${broker.toUpperCase()}_VERSION=([\\w.-]+)`).exec(variables)?.[1];
  return said ? { [broker]: said } : versionsIn([image]);
}
export const selfHostedVersions = (broker: Broker, environment: Environment): Versions => ({
  broker,
  node: process.version,
  daprd: firstLine(findProgram("daprd", environment), "--version"),
  redis: /v=([\d.]+)/.exec(firstLine(findProgram("redisServer", environment), "--version"))?.[1] ?? "",
  ...brokerVersion(broker, environment),
  k6: generatorVersion(),
});
