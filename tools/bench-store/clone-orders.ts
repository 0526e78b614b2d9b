// Fills a store with orders of the real shape, faster than they could be placed: copies of one that went through the platform.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RedisServer } from "#platform/runtime/testing/redis-server.ts";

const CLONE = readFileSync(join(import.meta.dirname, "clone-orders.lua"), "utf8");
const AT_ONCE = 500;
const ENDING = 12;

/** Something that is stored, as texts between which a copy's own ending stands. */
interface Piece {
  readonly kind: "string" | "hash" | "zset" | "stream";
  readonly key: readonly string[];
  readonly field?: readonly string[];
  readonly value: readonly string[];
  readonly score?: string;
  /** Milliseconds; 0 for ever. */
  readonly keepFor: number;
}
type Raw = Omit<Piece, "key" | "field" | "value"> & { readonly value: string; readonly field?: string };

/** `ids`: those of the order, its user and its events; each ends with 12 digits of its own. */
export async function piecesOf(server: RedisServer, ids: readonly string[]): Promise<readonly Piece[]> {
  const endings = new RegExp(ids.map((id) => `(?<=${id.slice(0, -ENDING)})${id.slice(-ENDING)}`).join("|"), "g");
  const parts = (text: string) => text.split(endings);
  const isAbout = (...texts: readonly string[]) => texts.some((text) => parts(text).length > 1);
  const pieces: Piece[] = [];
  for (const key of await server.command<string[]>("KEYS", "{*"))
    for (const raw of await rawPieces(server, key))
      if (isAbout(key, raw.field ?? "", raw.kind === "zset" ? raw.value : "")) {
        const { field, ...rest } = raw;
        const parted = field === undefined ? {} : { field: parts(field) };
        pieces.push({ ...rest, key: parts(key), value: parts(raw.value), ...parted });
      }
  return pieces;
}

async function rawPieces(server: RedisServer, key: string): Promise<readonly Raw[]> {
  const kind = await server.command<string>("TYPE", key);
  const keepFor = Math.max(0, await server.command<number>("PTTL", key));
  if (kind === "string") return [{ kind, keepFor, value: await server.command<string>("GET", key) }];
  if (kind === "stream") {
    const entries = await server.command<[string, string[]][]>("XRANGE", key, "-", "+");
    return entries.map(([, [, value = ""]]) => ({ kind, keepFor, value }));
  }
  if (kind === "hash") {
    const values = await server.command<string[]>("HVALS", key);
    const fields = await server.command<string[]>("HKEYS", key);
    return fields.map((field, at) => ({ kind, keepFor, field, value: values[at] ?? "" }));
  }
  const members = await server.command<string[]>("ZRANGE", key, "0", "-1");
  const scores = members.length > 0 ? await server.command<number[]>("ZMSCORE", key, ...members) : [];
  return members.map((value, at) => ({ kind: "zset", keepFor, value, score: String(scores[at]) }));
}

/** Makes copies number `from` up to `to`. */
export async function cloneOrders(
  server: RedisServer,
  pieces: readonly Piece[],
  from: number,
  to: number,
): Promise<void> {
  const text = JSON.stringify(pieces);
  for (let number = from; number < to; number += AT_ONCE)
    await server.command("EVAL", CLONE, "0", text, String(number), String(Math.min(AT_ONCE, to - number)));
}
