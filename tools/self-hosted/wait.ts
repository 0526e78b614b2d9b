// Waits for something that another process does.
import { setTimeout as sleep } from "node:timers/promises";

const STEP = 50;

interface Waiting {
  /** For the error: what did not come. */
  readonly what: string;
  readonly timeout: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
  /** Ends the waiting at once when what is waited for cannot come any more. */
  readonly isHopeless?: () => boolean;
}

/** Throws when it takes too long; an attempt that throws is one that did not succeed. */
export async function until(
  succeeds: () => Promise<boolean>,
  { what, timeout, every = STEP, isHopeless }: Waiting,
): Promise<void> {
  const deadline = performance.now() + timeout;
  for (;;) {
    if (await succeeds().catch(() => false)) return;
    if (isHopeless?.()) throw new Error(`${what} ended before it was ready.`);
    if (performance.now() > deadline) throw new Error(`${what} is not ready after ${timeout / 1_000} s.`);
    await sleep(every);
  }
}

export const answers = async (url: string): Promise<boolean> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
  await response.body?.cancel();
  return response.ok;
};
