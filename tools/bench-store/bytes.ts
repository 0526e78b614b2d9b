// How much a Redis server holds, in all and by what it is.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RedisServer } from "#platform/runtime/testing/redis-server.ts";

const SUM = readFileSync(join(import.meta.dirname, "bytes.lua"), "utf8");

export interface Held {
  readonly keys: number;
  readonly bytes: number;
}
/** What the script answers: the next cursor, and for each name its keys and bytes. */
type Sums = [string, string[], number[], number[]];

/** By service and kind, such as `{order}:record`. */
export async function heldBy(server: RedisServer): Promise<ReadonlyMap<string, Held>> {
  const held = new Map<string, Held>();
  let cursor = "0";
  do {
    const [next, names, keys, bytes] = await server.command<Sums>("EVAL", SUM, "0", cursor);
    names.forEach((name, at) => {
      const sum = held.get(name) ?? { keys: 0, bytes: 0 };
      held.set(name, { keys: sum.keys + (keys[at] ?? 0), bytes: sum.bytes + (bytes[at] ?? 0) });
    });
    cursor = next;
  } while (cursor !== "0");
  return held;
}

export async function usedMemory(server: RedisServer): Promise<number> {
  return Number(/^used_memory:(\d+)/m.exec(await server.command<string>("INFO", "memory"))?.[1]);
}
/** Goes through all keys: the server takes away what is over when it meets it, and by itself only bit by bit. */
export async function forgetExpired(server: RedisServer): Promise<void> {
  let cursor = "0";
  do [cursor] = await server.command<[string, string[]]>("SCAN", cursor, "COUNT", "1000");
  while (cursor !== "0");
}
export const keysIn = (server: RedisServer): Promise<number> => server.command<number>("DBSIZE");

export const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10;
