// Ways to do the same thing, asked side by side all the while, so that the same fault shows what each is worth.
import { setTimeout as sleep } from "node:timers/promises";
import { atPercent } from "#tools/bench/percentile.ts";
import type { Target } from "../targets/target.ts";
import { PHASES, type Phase } from "./observation.ts";

export interface Way {
  readonly name: string;
  /** Whether the answer was the one that was asked for; `number` is another one each time. */
  readonly ask: (target: Target, number: number) => Promise<boolean>;
}
export interface Asked {
  readonly way: string;
  readonly from: number;
  readonly took: number;
  readonly isAnswered: boolean;
}
export interface WayFigures {
  readonly asked: number;
  readonly answered: number;
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}
export type Compared = Readonly<Record<string, Readonly<Record<Phase, WayFigures>>>>;

const EVERY = 250;

/** Each way once in each round, whether or not the round before was answered. Moments are milliseconds since 1970. */
export class Comparison {
  readonly asked: Asked[] = [];
  readonly #ways: readonly Way[];
  #isOver = false;
  #running: Promise<unknown> = Promise.resolve();

  constructor(ways: readonly Way[]) {
    this.#ways = ways;
  }
  start(target: Target): void {
    this.#running = this.#run(target);
  }
  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#running;
  }
  async #run(target: Target): Promise<void> {
    const open: Promise<void>[] = [];
    for (let round = 0; !this.#isOver && this.#ways.length > 0; round++) {
      for (const way of this.#ways) open.push(this.#ask(way, target, round));
      await sleep(EVERY);
    }
    await Promise.all(open);
  }
  async #ask({ name, ask }: Way, target: Target, round: number): Promise<void> {
    const from = Date.now();
    const isAnswered = await ask(target, round).catch(() => false);
    this.asked.push({ way: name, from, took: Date.now() - from, isAnswered });
  }
}

/** By the phase in which somebody asked. */
export function compare(asked: readonly Asked[], phaseOf: (from: number) => Phase | undefined): Compared {
  const ways = [...new Set(asked.map(({ way }) => way))].toSorted();
  const figures = (way: string, phase: Phase): WayFigures => {
    const own = asked.filter((each) => each.way === way && phaseOf(each.from) === phase);
    const took = own.filter(({ isAnswered }) => isAnswered).map((each) => each.took);
    const at = (percent: number) => (took.length === 0 ? undefined : atPercent(took, percent));
    return { asked: own.length, answered: took.length, p50: at(50), p99: at(99) };
  };
  const phases = (way: string) => Object.fromEntries(PHASES.map((phase) => [phase, figures(way, phase)]));
  return Object.fromEntries(ways.map((way) => [way, phases(way) as Record<Phase, WayFigures>]));
}
