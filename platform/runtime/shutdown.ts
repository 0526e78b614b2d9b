// An orderly end: SIGTERM and SIGINT drain, and the process leaves within its time.
import { SECOND } from "../declare/duration.ts";

const LONGEST_DRAIN = 5 * SECOND;

/** Runs `drain` at the first signal and exits 0; exits 1 when that fails or takes longer, by default than 5 s. */
export function onTermination(drain: () => Promise<void>, longest: number = LONGEST_DRAIN): void {
  let isEnding = false;
  const end = (): void => {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(1), longest).unref();
    drain().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}
