// Whether an order costs the same with a million stored: bytes of an order by how long they stay, and times at several sizes.

import { RedisServer } from "#platform/runtime/testing/redis-server.ts";
import { load } from "../bench/client.ts";
import { atPercent } from "../bench/percentile.ts";
import { until } from "../self-hosted/wait.ts";
import { type Held, heldBy, keysIn, megabytes, usedMemory } from "./bytes.ts";
import { cloneOrders, piecesOf } from "./clone-orders.ts";
import { placeOrder } from "./place-order.ts";
import { Platform } from "./platform.ts";

const SIZES = (process.env["SIZES"] || "10000,100000,1000000").split(",").map(Number);
const RATE = Number(process.env["RATE"] || 100);
const SECONDS = Number(process.env["SECONDS"] || 20);
const SAMPLE = Number(process.env["SAMPLE"] || 2_000);
const WARM_UP = 1_200;
/** Services whose part of an order is not filled in, where a million orders would not fit: LEFT_OUT=operations. */
const LEFT_OUT = (process.env["LEFT_OUT"] || "").split(",").filter(Boolean);
/** Each size is measured right after the append-only file was written anew. */
const IS_REWRITTEN = Boolean(process.env["REWRITE"]);
const SKUS = 100;
/** What stays for 72 hours, and what for one; everything else stays for 90 days. */
const INBOX = ["inbox"];
const JOURNAL = ["journal", "events", "about", "outbox", "claims"];

const kindOf = (name: string): string => name.split(":")[1] ?? "";

export async function measureGrowth(): Promise<void> {
  // Auto-rewriting is left out: it would come by chance into one of the measurements.
  const server = await RedisServer.start("--appendfsync", "no", "--auto-aof-rewrite-percentage", "0");
  try {
    await bytesOfAnOrder(server);
    await server.command("FLUSHALL");
    await timesBySize(server);
  } finally {
    await server.stop();
  }
}

async function bytesOfAnOrder(server: RedisServer): Promise<void> {
  const platform = await Platform.start(server);
  await platform.idle();
  // The live stream is bounded: it is full before anything is counted.
  await load({ url: (await platform.ask()).url, rate: 0, count: WARM_UP, inFlight: 32, skus: SKUS });
  await platform.idle();
  const [before, memoryBefore] = [await heldBy(server), await usedMemory(server)];
  const { url } = await platform.ask();
  const { refused } = await load({ url, rate: 0, count: SAMPLE, inFlight: 32, skus: SKUS });
  if (refused.count > 0) throw new Error(`The bytes of an order are not known: of ${SAMPLE}, ${refused.told}.`);
  await platform.idle();
  const [after, memoryAfter] = [await heldBy(server), await usedMemory(server)];
  await platform.stop();
  const rows: Record<string, { keys: number; bytes: number; "90 d": number; "72 h": number; "1 h": number }> = {};
  for (const [name, { keys, bytes }] of after) {
    const was: Held = before.get(name) ?? { keys: 0, bytes: 0 };
    const row = (rows[name.split(":")[0] ?? ""] ??= { keys: 0, bytes: 0, "90 d": 0, "72 h": 0, "1 h": 0 });
    const stays = INBOX.includes(kindOf(name)) ? "72 h" : JOURNAL.includes(kindOf(name)) ? "1 h" : "90 d";
    row.keys += (keys - was.keys) / SAMPLE;
    row.bytes += (bytes - was.bytes) / SAMPLE;
    row[stays] += (bytes - was.bytes) / SAMPLE;
  }
  const total = { keys: 0, bytes: 0, "90 d": 0, "72 h": 0, "1 h": 0 };
  for (const row of Object.values(rows))
    for (const column of Object.keys(total) as (keyof typeof total)[]) {
      total[column] += row[column];
      row[column] = Math.round(row[column] * 10) / 10;
    }
  console.log(`Bytes of an order in the store, by service (${SAMPLE} orders of two lines):`);
  console.table({
    ...rows,
    total: Object.fromEntries(Object.entries(total).map(([key, value]) => [key, Math.round(value)])),
  });
  console.log(`used_memory grew by ${Math.round((memoryAfter - memoryBefore) / SAMPLE)} bytes an order.`);
}

async function timesBySize(server: RedisServer): Promise<void> {
  const seeding = await Platform.start(server);
  await seeding.idle();
  const ids = await placeOrder(server, (await seeding.ask()).url);
  await seeding.idle();
  await seeding.stop();
  const all = await piecesOf(server, ids);
  // What stays for long; marks and journal of a million orders would all be of the last hours.
  const pieces = all.filter(
    ({ key: [start = ""] }) =>
      ![...INBOX, ...JOURNAL].includes(kindOf(start)) && !LEFT_OUT.some((name) => start.startsWith(`{${name}}:`)),
  );
  const rows: Record<string, Record<string, number>> = {};
  let stored = 1;
  for (const size of SIZES) {
    const started = performance.now();
    await cloneOrders(server, pieces, stored, size);
    stored = size;
    const filledIn = (performance.now() - started) / 1_000;
    const memory = await usedMemory(server);
    const keys = await keysIn(server);
    if (IS_REWRITTEN) await rewrite(server);
    await server.command("CONFIG", "SET", "appendfsync", "always");
    rows[String(size)] = {
      keys,
      MB: megabytes(memory),
      "bytes an order": Math.round(memory / size),
      "filled in s": Math.round(filledIn),
      ...(await times(server)),
    };
    await server.command("CONFIG", "SET", "appendfsync", "no");
    console.table(rows);
  }
}

/** Writes the append-only file anew, for which the server forks: whatever it writes to first afterwards is a page that it shares no more. */
async function rewrite(server: RedisServer): Promise<void> {
  await server.command("BGREWRITEAOF");
  const isWritten = async () => {
    const info = await server.command<string>("INFO", "persistence");
    return info.includes("aof_rewrite_in_progress:0") && info.includes("aof_rewrite_scheduled:0");
  };
  await until(isWritten, { what: "The append-only file", timeout: 300_000 });
}

async function times(server: RedisServer): Promise<Record<string, number>> {
  const platform = await Platform.start(server);
  await platform.idle();
  const { url } = await platform.ask();
  await load({ url, rate: RATE, count: RATE * 3, inFlight: 256, skus: SKUS });
  await platform.idle();
  const before = await callsIn(server);
  const { latencies, refused } = await load({ url, rate: RATE, count: RATE * SECONDS, inFlight: 256, skus: SKUS });
  const commits = await platform.idle();
  const after = await callsIn(server);
  await platform.stop();
  if (refused.count > 0) console.log(`MISSED: ${refused.told}.`);
  const ms = (values: readonly number[], percent: number) => Math.round(atPercent(values, percent) * 100) / 100;
  return {
    refused: refused.count,
    "accept p50 ms": ms(latencies, 50),
    "accept p99 ms": ms(latencies, 99),
    "commit p50 ms": ms(commits, 50),
    "commit p99 ms": ms(commits, 99),
    "server µs a call":
      Math.round(((after.microseconds - before.microseconds) / (after.calls - before.calls)) * 10) / 10,
  };
}

/** Calls of the store's functions so far, and the time that the server was in them: it tells more than a clock on a busy machine. */
async function callsIn(server: RedisServer): Promise<{ calls: number; microseconds: number }> {
  const info = await server.command<string>("INFO", "commandstats");
  const [, calls, microseconds] = /^cmdstat_fcall:calls=(\d+),usec=(\d+)/m.exec(info) ?? [];
  return { calls: Number(calls), microseconds: Number(microseconds) };
}
