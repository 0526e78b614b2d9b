// Time that passes only when a test says so.
import type { Clock, Timer } from "../clock.ts";

interface Task {
  readonly at: number;
  readonly run: () => void;
}

export class ManualClock implements Clock {
  #now: number;
  #tasks: Task[] = [];

  constructor(start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
  }
  now(): number {
    return this.#now;
  }
  setTimer(delay: number, run: () => void): Timer {
    const task = { at: this.#now + Math.max(0, delay), run };
    this.#tasks.push(task);
    return {
      cancel: () => {
        this.#tasks = this.#tasks.filter((other) => other !== task);
      },
    };
  }
  defer(run: () => void): void {
    this.setTimer(0, run);
  }
  /** So many milliseconds pass, and all that falls due meanwhile is done with everything that follows from it. */
  async pass(duration = 0): Promise<void> {
    const end = this.#now + duration;
    await settled();
    for (let task = this.#next(end); task; task = this.#next(end)) {
      this.#now = Math.max(this.#now, task.at);
      task.run();
      await settled();
    }
    this.#now = end;
  }

  /** The earliest task that is due by `end`; of several at once the one that was set first. */
  #next(end: number): Task | undefined {
    let earliest: Task | undefined;
    for (const task of this.#tasks) if (task.at <= end && task.at < (earliest?.at ?? Infinity)) earliest = task;
    if (earliest) this.#tasks = this.#tasks.filter((task) => task !== earliest);
    return earliest;
  }
}

/** All promise continuations have run. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
