// Versions of the programs around a target, for the report.
import { execFileSync } from "node:child_process";
import { findProgram } from "#tools/self-hosted/programs.ts";

/** Empty where there is no such program, or it does not say. */
export function firstLine(program: string | undefined, ...args: string[]): string {
  try {
    return program ? (execFileSync(program, args, { encoding: "utf8" }).split("\n")[0] ?? "").trim() : "";
  } catch {
    return "";
  }
}
export const generatorVersion = (): string =>
  /v[\d.]+/.exec(firstLine(findProgram("k6", process.env), "version"))?.[0] ?? "";
