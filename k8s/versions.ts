// Versions of what comes from outside, from the one file that names them.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const PATH = join(import.meta.dirname, "../versions.env");

export const versions: ReadonlyMap<string, string> = new Map(
  [...readFileSync(PATH, "utf8").matchAll(/^([A-Z0-9_]+)=(.+)$/gm)].map(([, name = "", value = ""]) => [name, value]),
);

/** Throws for a name that is not in versions.env. */
export function version(name: string): string {
  const value = versions.get(name);
  if (!value) throw new Error(`versions.env has no ${name}.`);
  return value;
}
