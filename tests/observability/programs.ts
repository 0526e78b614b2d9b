// The programs that look at the platform from outside: where they are, or what is missing.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = {
  prometheus: ["prometheus"],
  promtool: ["promtool"],
  jaeger: ["jaeger", "jaeger-all-in-one"],
  alertmanager: ["alertmanager", "prometheus-alertmanager"],
} as const;
export type ProgramName = keyof typeof NAMES;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** On the PATH, under any of the names that it is packaged by. */
export function programNamed(name: ProgramName): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return NAMES[name].flatMap((file) => folders.map((folder) => join(folder, file))).find(isExecutable);
}
export const missingPrograms = (...names: readonly ProgramName[]): readonly string[] =>
  names.filter((name) => programNamed(name) === undefined);
