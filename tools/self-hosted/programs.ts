// The programs that are needed and not part of this repository: where they are, or how to get them.
import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { isOlder, programVersion } from "./program-version.ts";

type Environment = Readonly<Record<string, string | undefined>>;

interface Program {
  readonly name: string;
  /** What others call it who bring it. */
  readonly alias?: string;
  /** Says where it is when it is not on the PATH. */
  readonly variable: string;
  /** The oldest version that does what is asked of it here. */
  readonly least: string;
  readonly how: string;
}
const PROGRAMS = {
  daprd: {
    name: "daprd",
    variable: "DAPRD",
    least: "1.18",
    how: "install the Dapr CLI and run `dapr init --slim` (it puts daprd into ~/.dapr/bin), or take daprd of Dapr 1.18.3 or newer from github.com/dapr/dapr/releases",
  },
  redisServer: {
    name: "redis-server",
    variable: "REDIS_SERVER",
    least: "7.0",
    how: "install Redis 7 or newer: `apt-get install redis-server`, `brew install redis`",
  },
  k6: {
    name: "k6",
    variable: "K6",
    least: "1.0",
    how: "install k6 1.0 or newer: `brew install k6`, or grafana.com/docs/k6",
  },
  kubectl: { name: "kubectl", variable: "KUBECTL", least: "1.27", how: "install it, with a context for your cluster" },
  toxiproxy: {
    name: "toxiproxy-server",
    alias: "toxiproxy",
    variable: "TOXIPROXY",
    least: "2.5",
    how: "install toxiproxy-server 2.5 or newer from github.com/Shopify/toxiproxy/releases",
  },
} as const satisfies Record<string, Program>;
type ProgramKey = keyof typeof PROGRAMS;

/** What is missing to run, each with a way to get it. */
export class Missing extends Error {
  readonly parts: readonly string[];

  constructor(parts: readonly string[]) {
    super(`This is missing:\n${parts.map((part) => `- ${part}`).join("\n")}`);
    this.parts = parts;
  }
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** Its path; undefined when it is nowhere. */
export function findProgram(key: ProgramKey, environment: Environment): string | undefined {
  const { name, alias, variable }: Program = PROGRAMS[key];
  const given = environment[variable];
  if (given) return isExecutable(given) ? given : undefined;
  const folders = [...(environment["PATH"] ?? "").split(delimiter), join(environment["HOME"] ?? "", ".dapr/bin")];
  const names = alias ? [name, alias] : [name];
  return names.flatMap((each) => folders.map((folder) => join(folder, each))).find(isExecutable);
}

export function howToGet(key: ProgramKey): string {
  const { name, variable, how } = PROGRAMS[key];
  return `${name}, on the PATH or named by ${variable}: ${how}`;
}

/** What to do about it when it is too old; undefined when it is not, or does not say. */
export function tooOld(key: ProgramKey, path: string): string | undefined {
  const { name, variable, least, how } = PROGRAMS[key];
  const version = programVersion(path);
  if (!version || !isOlder(version, least)) return undefined;
  return `${name} ${least} or newer (${path} is ${version}), on the PATH or named by ${variable}: ${how}`;
}

/** Whether docker answers, and has an image. */
export function hasImage(image: string): boolean {
  try {
    execFileSync("docker", ["image", "inspect", image], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
