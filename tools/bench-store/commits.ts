// Measures commits on the Redis store, as inventory makes them for a new order, at several numbers in flight.

import { openRedisStore, type RedisStore } from "#platform/runtime/store/redis/redis-store.ts";
import { aCommit, add, anEvent, set } from "#platform/runtime/testing/an-event.ts";
import { RedisServer } from "#platform/runtime/testing/redis-server.ts";

const SECONDS = Number(process.env["SECONDS_EACH"] || 3);
const IN_FLIGHT = [1, 16, 64, 256];
const ORDER = { status: "RESERVED", items: [{ sku: "SKU-1", quantity: 1 }], note: "x".repeat(120) };
const DATA = { orderId: "0199", userId: "user-5678", items: [{ sku: "SKU-1", quantity: 1 }], note: "x".repeat(200) };

let orders = 0;
async function handle(store: RedisStore): Promise<void> {
  const id = `0199a000-0000-7000-8000-${String(++orders).padStart(12, "0")}`;
  const event = (type: string) => anEvent(type, { id: `e-${id}`, subject: id, data: DATA });
  await store.commit(
    aCommit({
      mark: { eventId: id, topic: "OrderCreated", standing: "done" },
      reads: [{ state: "reservations", id, version: 0 }],
      condition: {
        counters: [{ state: "available", id: "SKU-1", amount: 1 }],
        met: {
          writes: [
            add("SKU-1", -1, "available"),
            add("SKU-1", 1, "reserved"),
            set(id, ORDER, undefined, "reservations"),
          ],
          events: [event("InventoryReserved")],
        },
        otherwise: { writes: [set(id, ORDER, undefined, "reservations")], events: [event("InventoryFailed")] },
      },
      claim: 5_000,
    }),
  );
}

async function info(server: RedisServer): Promise<{ cpu: number; bytes: number }> {
  const text = await server.command<string>("INFO");
  const field = (name: string) => Number(new RegExp(`^${name}:([\\d.]+)`, "m").exec(text)?.[1]);
  return { cpu: field("used_cpu_sys") + field("used_cpu_user"), bytes: field("used_memory") };
}

async function measure(server: RedisServer, store: RedisStore, inFlight: number): Promise<Record<string, number>> {
  const [before, ownBefore, start] = [await info(server), process.cpuUsage(), performance.now()];
  const waits: number[] = [];
  const worker = async (): Promise<void> => {
    while (performance.now() - start < SECONDS * 1_000) {
      const sent = performance.now();
      await handle(store);
      waits.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  const took = (performance.now() - start) / 1_000;
  const [after, own] = [await info(server), process.cpuUsage(ownBefore)];
  waits.sort((a, b) => a - b);
  const each = (total: number) => Math.round((total / waits.length) * 10) / 10;
  return {
    "in flight": inFlight,
    "commits/s": Math.round(waits.length / took),
    "p50 ms": Math.round((waits[waits.length >> 1] ?? 0) * 100) / 100,
    "p99 ms": Math.round((waits[Math.floor(waits.length * 0.99)] ?? 0) * 100) / 100,
    "server µs each": each((after.cpu - before.cpu) * 1e6),
    "client µs each": each(own.user + own.system),
    "bytes each": Math.round((after.bytes - before.bytes) / waits.length),
  };
}

export async function measureCommits(): Promise<void> {
  for (const fsync of ["always", "everysec"]) {
    const server = await RedisServer.start("--appendfsync", fsync);
    const store = await openRedisStore(server.url, "inventory");
    await store.commit(aCommit({ writes: [add("SKU-1", 1e9, "available")] }));
    const rows: Record<string, number>[] = [];
    for (const inFlight of IN_FLIGHT) rows.push(await measure(server, store, inFlight));
    console.log(`appendfsync ${fsync}`);
    console.table(rows);
    store.close();
    await server.stop();
  }
}
