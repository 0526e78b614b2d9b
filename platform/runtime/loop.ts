// Something that a running service does again and again until it is stopped.
import type { Clock, Timer } from "./clock.ts";
import type { Log } from "./log.ts";

export interface Loop {
  /** Ends the loop and waits for the run in progress. */
  stop(): Promise<void>;
}

/** Runs at once, then `pause` milliseconds after each end. A run that fails does not end the loop; the first of a streak is logged. */
export function startLoop(name: string, pause: number, clock: Clock, log: Log, run: () => Promise<void>): Loop {
  let isStopped = false;
  let hasFailed = false;
  let timer: Timer | undefined;
  let current = Promise.resolve();
  const turn = () => {
    current = runOnce();
  };
  const runOnce = async () => {
    try {
      await run();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log.warn({ err: error, loop: name }, "A background run failed; it is tried again.");
      hasFailed = true;
    }
    if (!isStopped) timer = clock.setTimer(pause, turn);
  };
  timer = clock.setTimer(0, turn);
  return {
    stop() {
      isStopped = true;
      timer?.cancel();
      return current;
    },
  };
}
