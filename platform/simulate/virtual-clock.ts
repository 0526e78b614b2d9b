// Time that passes only when nothing is left to do now. What is due at the same moment runs in a seeded order.
import type { Clock, Timer } from "../runtime/clock.ts";
import type { Random } from "./seeded-random.ts";

interface Task {
  readonly at: number;
  readonly tie: number;
  run: (() => void) | undefined;
}

export class VirtualClock implements Clock {
  readonly #random: Random;
  readonly #heap: Task[] = [];
  #now: number;

  constructor(start: number, random: Random) {
    this.#now = start;
    this.#random = random;
  }
  now(): number {
    return this.#now;
  }
  setTimer(delay: number, run: () => void): Timer {
    const task: Task = { at: this.#now + Math.max(0, delay), tie: this.#random(), run };
    this.#push(task);
    return {
      cancel() {
        task.run = undefined;
      },
    };
  }
  defer(run: () => void): void {
    this.setTimer(0, run);
  }
  /** Runs the next task, with everything that follows from it at once; false when there is none before `limit`. */
  async step(limit: number): Promise<boolean> {
    let task = this.#heap[0];
    while (task && !task.run) {
      this.#pop();
      task = this.#heap[0];
    }
    if (!task || task.at > limit) {
      this.#now = Math.max(this.#now, limit);
      return false;
    }
    this.#pop();
    this.#now = Math.max(this.#now, task.at);
    task.run?.();
    await settled();
    return true;
  }

  #push(task: Task): void {
    const heap = this.#heap;
    let at = heap.push(task) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (isBefore(heap[parent] as Task, task)) break;
      heap[at] = heap[parent] as Task;
      at = parent;
    }
    heap[at] = task;
  }
  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop() as Task;
    if (heap.length === 0) return;
    let at = 0;
    for (;;) {
      let child = at * 2 + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1] as Task, heap[child] as Task)) child++;
      if (isBefore(last, heap[child] as Task)) break;
      heap[at] = heap[child] as Task;
      at = child;
    }
    heap[at] = last;
  }
}

const isBefore = (a: Task, b: Task): boolean => a.at < b.at || (a.at === b.at && a.tie < b.tie);

/** All promise continuations have run: nothing in a simulation waits for anything but the clock. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
