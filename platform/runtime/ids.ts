// UUIDv7 made from a clock and a source of randomness, so that simulated runs give the same ids again.
import { v7 } from "uuid";

export const newRealId = (): string => v7();

/** Ids that depend on nothing but the two arguments. */
export function seededIds(now: () => number, random: () => number): () => string {
  let sequence = 0;
  return () => {
    const bytes = Uint8Array.from({ length: 16 }, () => Math.floor(random() * 256));
    sequence = (sequence + 1) & 0x7fffffff;
    return v7({ msecs: now(), random: bytes, seq: sequence });
  };
}
