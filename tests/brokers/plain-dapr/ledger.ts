// What a plain consumer has done, read from its files, and said in the words of the table.
import { setTimeout as sleep } from "node:timers/promises";
import { allHandled, handledTimes } from "../outcomes.ts";
import { attemptsAt } from "../services/attempts.ts";

/** Milliseconds after which an event that did not come is asked after; the slowest default waits 5 s before each of three retries. */
export const LOOKS_FOR = 20_000;

export interface Looking {
  readonly within?: number;
  /** Times that each shall have taken effect. */
  readonly enough?: number;
}

export class Ledger {
  readonly #folder: string;
  readonly #consumer: string;

  constructor(folder: string, consumer: string) {
    this.#folder = folder;
    this.#consumer = consumer;
  }
  attempts = (id: string): number => attemptsAt(this.#folder, this.#consumer, id);
  effects = (id: string): number => attemptsAt(this.#folder, `${this.#consumer}-effects`, id);
  hasTrace = (id: string): boolean => attemptsAt(this.#folder, `${this.#consumer}-traces`, id) > 0;

  /** Looks until each has taken effect often enough, but no longer than `within`. */
  async look(ids: readonly string[], { within = LOOKS_FOR, enough = 1 }: Looking = {}): Promise<readonly number[]> {
    const end = performance.now() + within;
    for (;;) {
      const effects = ids.map(this.effects);
      if (performance.now() > end || effects.every((count) => count >= enough)) return effects;
      await sleep(100);
    }
  }
}

export function fateOfAll(effects: readonly number[]): string {
  const lost = effects.filter((count) => count === 0).length;
  const doubled = effects.filter((count) => count > 1).length;
  const share = (count: number): string => (count === effects.length ? "all" : "some");
  if (effects.length === 1) return handledTimes(effects[0] ?? 0);
  const parts = [
    ...(lost > 0 ? [`${share(lost)} lost`] : []),
    ...(doubled > 0 ? [`${share(doubled)} handled more than once`] : []),
  ];
  return parts.length > 0 ? parts.join(", ") : allHandled(0);
}
