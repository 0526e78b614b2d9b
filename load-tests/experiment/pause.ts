// A wait that whoever interrupts an experiment ends at once.
import { setTimeout as sleep } from "node:timers/promises";

/** Rejects when `signal` is aborted. */
export const pause = (milliseconds: number, signal: AbortSignal | undefined): Promise<void> =>
  sleep(Math.max(0, milliseconds), undefined, { signal });
