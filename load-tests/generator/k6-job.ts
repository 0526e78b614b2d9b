// Runs k6 as a Job in the namespace that kubectl is set to, so that the load begins inside the cluster; its log brings what was sent.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { version } from "#k8s/versions.ts";
import type { Generated, GeneratorOptions } from "./generator.ts";
import { k6Job } from "./k6-job-manifest.ts";
import { readSaid, refuseGaps, type Said, textOf } from "./said.ts";
import { refuseOutside } from "./where.ts";

const run = promisify(execFile);
const SCRIPTS = join(import.meta.dirname, "../k6");
const LOOK_EVERY = 1_000;
const STARTED_WITHIN = 120_000;
/** After its log has ended; a pod that is gone says nothing any more. */
const ENDED_WITHIN = 60_000;

export async function runK6Job(
  kubectl: string,
  { load, sentFile, output, signal }: GeneratorOptions,
): Promise<Generated> {
  refuseOutside(load.url);
  // An older one must not pass for this one.
  await rm(sentFile, { force: true });
  const name = `load-${load.run}`
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, "-")
    .slice(0, 50);
  const manifest = k6Job({ name, image: version("K6_IMAGE"), load, scripts: await scripts() });
  const command = spawn(kubectl, ["apply", "-f", "-"], { stdio: ["pipe", "ignore", "inherit"] });
  command.stdin.end(JSON.stringify(manifest));
  const [applied] = (await once(command, "exit")) as [number | null];
  try {
    if (applied !== 0) throw new Error("kubectl has not taken the Job of k6.");
    await started(kubectl, name, signal);
    const said = await saidBy(kubectl, name, output === "hidden" ? () => undefined : show, signal);
    const generated = { exitCode: await exitCodeOf(kubectl, name, { signal }) };
    refuseGaps(said, generated);
    await writeFile(sentFile, textOf(said));
    return generated;
  } finally {
    await run(kubectl, ["delete", "--ignore-not-found", `job/${name}`, `configmap/${name}`, `secret/${name}`]);
  }
}

const show = (line: string): void => void process.stdout.write(`${line}\n`);

async function saidBy(
  kubectl: string,
  name: string,
  other: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<Said> {
  const log = spawn(kubectl, ["logs", "--follow", `job/${name}`], { stdio: ["ignore", "pipe", "inherit"] });
  const end = (): void => void log.kill();
  signal?.addEventListener("abort", end, { once: true });
  const [said, [code]] = await Promise.all([
    readSaid(log.stdout.setEncoding("utf8"), other),
    once(log, "exit") as Promise<[number | null]>,
  ])
    .catch((error: unknown) => {
      signal?.throwIfAborted();
      throw error;
    })
    .finally(() => signal?.removeEventListener("abort", end));
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`kubectl logs has ended with ${String(code)}, so what k6 has sent is not known.`);
  return said;
}

async function scripts(): Promise<Record<string, string>> {
  const names = (await readdir(SCRIPTS)).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(SCRIPTS, name), "utf8")] as const)),
  );
}

const podOf = async (kubectl: string, name: string, path: string): Promise<string> => {
  const asked = ["get", "pods", "--selector", `job-name=${name}`, "--output", `jsonpath={.items[0].status.${path}}`];
  return (await run(kubectl, asked)).stdout.trim();
};
async function started(kubectl: string, name: string, signal: AbortSignal | undefined): Promise<void> {
  const end = performance.now() + STARTED_WITHIN;
  for (;;) {
    signal?.throwIfAborted();
    const phase = await podOf(kubectl, name, "phase").catch(() => "");
    if (phase !== "" && phase !== "Pending") return;
    if (performance.now() > end) {
      const reason = await podOf(kubectl, name, "containerStatuses[0].state.waiting.reason").catch(() => "");
      throw new Error(`k6 has not started in the cluster: ${reason || phase || "there is no pod"}.`);
    }
    await sleep(LOOK_EVERY, undefined, { signal });
  }
}

interface Patience {
  /** Milliseconds. */
  readonly within?: number;
  readonly signal?: AbortSignal | undefined;
}
export async function exitCodeOf(
  kubectl: string,
  name: string,
  { within = ENDED_WITHIN, signal }: Patience = {},
): Promise<number> {
  const end = performance.now() + within;
  for (;;) {
    const code = await podOf(kubectl, name, "containerStatuses[0].state.terminated.exitCode").catch(() => "");
    if (code !== "") return Number(code);
    if (performance.now() > end)
      throw new Error("k6 has not said how it ended in the cluster: its pod is gone, or its log broke off.");
    await sleep(LOOK_EVERY, undefined, { signal });
  }
}
