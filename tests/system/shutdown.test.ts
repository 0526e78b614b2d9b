// `make start` as a process of its own: it says where it is, and on SIGTERM it finishes what is in hand and leaves.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it, onTestFinished } from "vitest";
import { Client } from "../kit/client.ts";
import { EventStream } from "../kit/event-stream.ts";
import { Shop } from "../kit/shop.ts";
import { until } from "../kit/until.ts";

const TOKEN = "a-token-for-tests";
const ROOT = new URL("../../", import.meta.url);

interface Started {
  readonly url: string;
  readonly output: string;
  /** Its exit code, and how many milliseconds after `signal` it left. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; after: number }>;
}

async function start(environment: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", ADMIN_TOKEN: TOKEN, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit") as Promise<[number | null]>;
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const url = await until(() => /is running: (http\S+)/.exec(output)?.[1] ?? false, { within: 20_000 });
  return {
    url,
    get output() {
      return output;
    },
    async end(signal) {
      const at = performance.now();
      child.kill(signal);
      const [code] = await ended;
      return { code, after: performance.now() - at };
    },
  };
}
const shopAt = ({ url }: Started): Shop => new Shop({ url, administratorToken: TOKEN });

it("leaves with 0 within five seconds on SIGTERM, while orders are on their way and somebody watches", async () => {
  const started = await start();
  const shop = shopAt(started);
  const stream = await EventStream.open(shop.client);
  await shop.complete();
  const onTheirWay = Array.from({ length: 200 }, () => shop.place().catch(() => "refused"));
  await Promise.race(onTheirWay);
  const { code, after } = await started.end("SIGTERM");
  expect(code).toBe(0);
  expect(after).toBeLessThan(5_000);
  await stream.ended;
  expect(stream.wasCut).toBe(false);
  await Promise.all(onTheirWay);
});

it("is not kept by clients that stay connected, keep asking or do not read", async () => {
  const started = await start();
  const client = new Client(started.url);
  const isRefused = async () => (await client.get("/health/live").catch(() => undefined)) === undefined;
  const asking = until(isRefused, { within: 20_000, every: 1 });
  await fetch(`${started.url}/openapi.json`);
  await fetch(`${started.url}/events?from=start`);
  const waiting = client.get("/order-history/user-5678?via=events&timeout=30000").catch(() => undefined);
  const { code, after } = await started.end("SIGTERM");
  expect(code).toBe(0);
  expect(after).toBeLessThan(5_000);
  await asking;
  await waiting;
});

it("prints its URL, how to place an order, and the token that it made; and leaves on SIGINT too", async () => {
  const started = await start({ ADMIN_TOKEN: "" });
  const made = /TOKEN='([^']+)'/.exec(started.output)?.[1] ?? "";
  expect(made.length).toBeGreaterThanOrEqual(24);
  const body = /-d '(\{[\s\S]*?\})'/.exec(started.output)?.[1] ?? "";
  const client = new Client(started.url);
  const { status } = await client.send("POST", "/orders", body, { "content-type": "application/json" });
  expect(status).toBe(202);
  const letters = await client.with({ authorization: `Bearer ${made}` }).get("/dead-letters");
  expect(letters).toMatchObject({ status: 200, body: { deadLetters: [] } });
  expect((await started.end("SIGINT")).code).toBe(0);
});

it("says which setting is wrong instead of starting with another", async () => {
  const child = spawn(process.execPath, ["--import", "tsx", "tools/start.ts"], {
    cwd: ROOT,
    env: { ...process.env, PORT: "0", ORDER_DEADLINE_MS: "soon" },
  });
  let output = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = (await once(child, "close")) as [number];
  expect(code).not.toBe(0);
  expect(output).toContain("ORDER_DEADLINE_MS");
});
