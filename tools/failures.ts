// `make test-failures BROKER=… MINUTES=… RATE=… SEED=…`: breaks the self-hosted platform again and again under load; 0 lost, 0 doubled.
import { copyFile, mkdtemp, readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BROKERS, isBroker } from "#platform/derive/dapr/brokers.ts";
import { run } from "./failures/run.ts";
import { startSelfHosted } from "./self-hosted/self-hosted.ts";

const isShort = Boolean(process.env["SHORT"]);
const broker = process.env["BROKER"] || "redis";
const minutes = Number(process.env["MINUTES"] || (isShort ? 0.5 : 10));
const rate = Number(process.env["RATE"] || (isShort ? 10 : 20));
const seed = Number(process.env["SEED"] || Date.now() % 1_000_000);
/** Too little for all, so that some orders find nothing. */
const stock = Math.max(50, Math.round(rate * minutes * 60 * 0.6));
const SENT = "sent.jsonl";
/** A run that was interrupted says nothing about promises. */
const INTERRUPTED = 130;
const LONGEST_END = 60_000;

const started = performance.now();
const say = (line: string): void => {
  const at = Math.round((performance.now() - started) / 1_000);
  process.stdout.write(`${String(at).padStart(4)} s  ${line}\n`);
};

try {
  if (!isBroker(broker)) throw new Error(`BROKER=${broker} is none of ${BROKERS.join(", ")}.`);
  const environment = { ...process.env, SEED_PRODUCTS: "5", SEED_STOCK: String(stock), SEED_USERS: "1" };
  const ending = new AbortController();
  const starting = startSelfHosted({
    broker,
    port: Number(process.env["PORT"] || 0),
    environment,
    say,
    signal: ending.signal,
  });
  const end = (): void => {
    ending.abort();
    setTimeout(() => process.exit(INTERRUPTED), LONGEST_END).unref();
    const closing = starting.then((platform) => platform.close());
    closing.catch(() => undefined).finally(() => process.exit(INTERRUPTED));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  const platform = await starting;
  say(`SEED=${seed}, ${minutes} minutes of faults, ${rate} customers a second, on ${broker}: ${platform.url}`);
  const isKept = await run(platform, {
    broker,
    minutes,
    rate,
    seed,
    stock,
    sentFile: join(platform.folder, SENT),
    say,
  }).catch((error: unknown) => {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return false;
  });
  if (!isKept) say(`FAILED. The logs of all processes, and what was sent: ${await keepLogs(platform.folder)}`);
  await platform.close();
  process.exit(isKept ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

async function keepLogs(folder: string): Promise<string> {
  const kept = await mkdtemp(join(tmpdir(), "millrace-failures-"));
  const logs = (await readdir(folder)).filter((name) => name.endsWith(".log") || name === SENT);
  for (const name of logs) await copyFile(join(folder, name), join(kept, name));
  return kept;
}
