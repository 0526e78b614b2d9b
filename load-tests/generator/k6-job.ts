// Runs k6 as a Job in the namespace that kubectl is set to, so that the load begins inside the cluster; its log brings what was sent.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { version } from "#k8s/versions.ts";
import { type Generated, type GeneratorOptions, isSentLine } from "./generator.ts";
import { k6Job } from "./k6-job-manifest.ts";
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
    const sent: string[] = [];
    const log = spawn(kubectl, ["logs", "--follow", `job/${name}`], { stdio: ["ignore", "pipe", "inherit"] });
    signal?.addEventListener("abort", () => log.kill(), { once: true });
    for await (const line of createInterface({ input: log.stdout }))
      if (isSentLine(line)) sent.push(line);
      else if (output !== "hidden") process.stdout.write(`${line}\n`);
    await writeFile(sentFile, sent.map((line) => `${line}\n`).join(""));
    signal?.throwIfAborted();
    return { exitCode: await exitCodeOf(kubectl, name, { signal }) };
  } finally {
    await run(kubectl, ["delete", "--ignore-not-found", `job/${name}`, `configmap/${name}`, `secret/${name}`]);
  }
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
