// The checkers of others, where they are installed.
import { spawnSync } from "node:child_process";

export const has = (program: string): boolean => spawnSync(program, ["--help"]).error === undefined;

export function run(
  program: string,
  args: readonly string[],
): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: "utf8", maxBuffer: 64 * 1_024 * 1_024 });
  return { status, text: `${stdout}${stderr}` };
}
