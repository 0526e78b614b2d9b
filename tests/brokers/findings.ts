// What was found on one broker, kept until that of all three is there: they may be asked in one run or one after the other.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { BROKERS, type Broker } from "#platform/derive/dapr/brokers.ts";
import { ROOT } from "#tools/self-hosted/bundle.ts";
import { findProgram } from "#tools/self-hosted/programs.ts";
import type { Finding } from "./case.ts";
import { gentleCases, roughCases } from "./cases/index.ts";

export interface Findings {
  readonly broker: Broker;
  readonly daprd: string;
  readonly cores: number;
  /** By a case's title. */
  readonly found: Readonly<Record<string, Finding>>;
  readonly plain: Readonly<Record<string, string>>;
}
const FOLDER = join(ROOT, "node_modules/.cache/test-brokers");
const fileOf = (broker: Broker): string => join(FOLDER, `${broker}.json`);
const plainFileOf = (broker: Broker): string => join(FOLDER, `${broker}.plain.json`);
export const cases = [...gentleCases, ...roughCases];

const daprdVersion = (): string => {
  const program = findProgram("daprd", process.env);
  return program ? execFileSync(program, ["--version"], { encoding: "utf8" }).trim() : "unknown";
};
const isWhole = (found: Findings["found"]): boolean => cases.every((one) => found[one.title]?.outcome === one.expected);
const isAnswered = (plain: Findings["plain"]): boolean =>
  cases.every((one) => !one.plain || plain[one.title] !== undefined);

const read = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));
function write(file: string, content: object): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(file, JSON.stringify(content, null, 2));
}

/** Each half when it is whole: every case has the outcome that it must have; every question to plain Dapr has an answer. */
export function keep(broker: Broker, found: Findings["found"], plain: Findings["plain"]): void {
  if (isWhole(found)) write(fileOf(broker), { daprd: daprdVersion(), cores: cpus().length, found });
  if (isAnswered(plain)) write(plainFileOf(broker), plain);
}

/** Those of all brokers; undefined while one is missing, or was asked for other cases than there are now. */
export function keptOfAll(): readonly Findings[] | undefined {
  try {
    const all = BROKERS.map((broker): Findings => {
      const half = read(fileOf(broker)) as Omit<Findings, "broker" | "plain">;
      return { broker, ...half, plain: read(plainFileOf(broker)) as Findings["plain"] };
    });
    return all.every(({ found, plain }) => isWhole(found) && isAnswered(plain)) ? all : undefined;
  } catch {
    return undefined;
  }
}
