// Asks the cluster that kubectl knows, without blocking this process, which meanwhile watches.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);
const MOST_OUTPUT = 16 * 1_024 * 1_024;

export type Kubectl = (...args: readonly string[]) => Promise<string>;

export const kubectlIn =
  (program: string, namespace: string): Kubectl =>
  async (...args) =>
    (await run(program, ["--namespace", namespace, ...args], { maxBuffer: MOST_OUTPUT })).stdout.trim();
