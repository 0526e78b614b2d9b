// Waits for a platform to come to rest: work that is under way would be called work that is left.
import { setTimeout as sleep } from "node:timers/promises";

const EVERY = 1_000;

/** Ends when `look` finds nothing unfinished, or after so many milliseconds; a look that fails in the last second throws. */
export async function untilRest(look: () => Promise<readonly string[]>, within: number, every = EVERY): Promise<void> {
  const end = performance.now() + within;
  for (;;) {
    const isLast = performance.now() + every >= end;
    const left = await look().catch((error: unknown) => {
      if (isLast) throw error;
      return [String(error)];
    });
    if (left.length === 0 || isLast) return;
    await sleep(every);
  }
}
