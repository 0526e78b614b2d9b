// Time as the runtime sees it: the real clock here, a virtual one in simulation.
export interface Timer {
  cancel(): void;
}
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimer(delay: number, run: () => void): Timer;
  /** Runs after what is waiting now, so that requests from outside get their turn. */
  defer(run: () => void): void;
}

export const realClock: Clock = {
  now: () => Date.now(),
  setTimer(delay, run) {
    const handle = setTimeout(run, delay);
    return { cancel: () => clearTimeout(handle) };
  },
  defer: (run) => void setImmediate(run),
};

export const sleep = (clock: Clock, delay: number): Promise<void> =>
  new Promise((resolve) => {
    clock.setTimer(delay, resolve);
  });
