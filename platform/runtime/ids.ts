// UUIDv7 from strong randomness; in simulation from a clock and a seed, so that a run gives the same ids again.
import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const BYTES = 16;
/** Asking the system for randomness is dear, so it is asked for many ids at once. */
const pool = new Uint8Array(BYTES * 256);
let used = pool.length;

export function newRealId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += BYTES;
  return v7({ random: pool.subarray(used - BYTES, used), msecs: Date.now() });
}

/** Milliseconds since 1970 at which an id was made; undefined when it is none of ours. */
export function madeAt(id: string): number | undefined {
  if (id.length !== 36 || id[14] !== "7") return undefined;
  const made = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  return Number.isNaN(made) ? undefined : made;
}

/** Ids that depend on nothing but the two arguments. */
export function seededIds(now: () => number, random: () => number): () => string {
  let sequence = 0;
  return () => {
    const bytes = Uint8Array.from({ length: BYTES }, () => Math.floor(random() * 256));
    sequence = (sequence + 1) & 0x7fffffff;
    return v7({ msecs: now(), random: bytes, seq: sequence });
  };
}
