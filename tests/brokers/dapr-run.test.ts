// The run file for the Dapr CLI, as somebody would use it: `dapr run -f`, the two Redis servers that it names, and an order.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parse } from "yaml";
import { listen } from "#platform/runtime/http/listen.ts";
import { findProgram, howToGet } from "#tools/self-hosted/programs.ts";
import { RedisProcess } from "#tools/self-hosted/redis-process.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const FOLDER = join(import.meta.dirname, "../../deploy/self-hosted/redis");
const BROKER_PORT = 6379;
const MINUTE = 60_000;

interface RunFile {
  readonly common: { readonly env: { readonly STORE_URL: string } };
  readonly apps: readonly { readonly appID: string; readonly env: { readonly PORT: string } }[];
}

const { common, apps } = parse(readFileSync(join(FOLDER, "dapr.yaml"), "utf8")) as RunFile;
const storePort = Number(new URL(common.env.STORE_URL).port);

/** The file names its ports; what listens there may be somebody's own. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const opened = await listen(server, port, "127.0.0.1").then(
    () => true,
    () => false,
  );
  if (opened) await new Promise((resolve) => server.close(resolve));
  return opened;
}
async function whatIsMissing(): Promise<string | undefined> {
  if (spawnSync("dapr", ["--version"]).status !== 0) return "the Dapr CLI is not on the PATH.";
  for (const key of ["daprd", "redisServer"] as const) if (!findProgram(key, process.env)) return howToGet(key);
  for (const port of [BROKER_PORT, storePort])
    if (!(await isFree(port))) return `something listens on port ${port} already.`;
  return undefined;
}
const missing = await whatIsMissing();

/** Where the CLI looks for the sidecar's program, as `dapr init` would fill it. */
function runtimeIn(folder: string): string {
  mkdirSync(join(folder, ".dapr/bin"), { recursive: true });
  symlinkSync(findProgram("daprd", process.env) ?? "", join(folder, ".dapr/bin/daprd"));
  return folder;
}

const ends: (() => Promise<unknown> | undefined)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function startRedis(name: string, port: number, folder: string): Promise<RedisProcess> {
  const program = findProgram("redisServer", process.env) ?? "";
  const settings = { appendonly: "yes", appendfsync: "always" };
  const files = { folder: join(folder, name), logFile: join(folder, `${name}.log`) };
  const redis = new RedisProcess({ name, program, port, settings, ...files });
  await redis.start();
  ends.push(() => redis.child.stop());
  return redis;
}

/** Ctrl+C, as it is meant to end. */
async function interrupt(running: ChildProcess): Promise<void> {
  if (running.exitCode !== null || running.pid === undefined) return;
  const ended = once(running, "exit");
  process.kill(-running.pid, "SIGINT");
  await ended;
}

if (missing)
  test("dapr run: left out", () => console.log(`Left out: dapr run -f deploy/self-hosted/redis; ${missing}`));
else
  test("dapr run -f takes an order to COMPLETED", { timeout: 4 * MINUTE }, async () => {
    const folder = mkdtempSync(join(tmpdir(), "millrace-dapr-run-"));
    ends.push(async () => rmSync(folder, { recursive: true }));
    await startRedis("store", storePort, folder);
    const broker = await startRedis("broker", BROKER_PORT, folder);
    await broker.ask(readFileSync(join(FOLDER, "groups.redis"), "utf8").trim().split("\n"));

    const token = () => randomBytes(18).toString("base64url");
    const administratorToken = token();
    const tokens = { APP_API_TOKEN: token(), DAPR_API_TOKEN: token(), ADMIN_TOKEN: administratorToken };
    const log = openSync(join(folder, "dapr.log"), "a");
    const running = spawn("dapr", ["run", "-f", FOLDER, "--runtime-path", runtimeIn(folder)], {
      env: { ...process.env, ...tokens },
      stdio: ["ignore", log, log],
      detached: true,
    });
    closeSync(log);
    ends.push(() => interrupt(running));

    const port = apps.find(({ appID }) => appID === "order")?.env.PORT;
    const shop = new Shop({ url: `http://localhost:${port}`, administratorToken });
    const orderId = await until(() => shop.place(), { within: 2 * MINUTE, every: 500 });
    expect((await shop.untilStatus(orderId, "COMPLETED", { within: MINUTE })).status).toBe("COMPLETED");
  });
