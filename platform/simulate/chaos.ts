// How badly a simulated run is treated. Every number is a probability per occasion, or milliseconds.
import { between, type Random } from "./seeded-random.ts";

export interface Chaos {
  readonly duplicate: number;
  /** The broker has confirmed the event and forgets it. */
  readonly lose: number;
  readonly delay: number;
  readonly longestDelay: number;
  /** A store operation takes time. */
  readonly slowStore: number;
  readonly crashBeforeCommit: number;
  readonly crashAfterCommit: number;
  readonly crashBeforePublish: number;
  /** Between the broker's taking and the store's noting it. */
  readonly crashAfterPublish: number;
  readonly storeAway: number;
  /** The commit has happened, but its answer is lost while the replica lives. */
  readonly answerLost: number;
  readonly publishRefused: number;
  readonly handlerThrows: number;
  readonly longestRestart: number;
}

export const CALM: Chaos = {
  duplicate: 0,
  lose: 0,
  delay: 0.2,
  longestDelay: 20,
  slowStore: 0.2,
  crashBeforeCommit: 0,
  crashAfterCommit: 0,
  crashBeforePublish: 0,
  crashAfterPublish: 0,
  storeAway: 0,
  answerLost: 0,
  publishRefused: 0,
  handlerThrows: 0,
  longestRestart: 100,
};

/** Each run has its own weather: some faults are frequent, some rare, some absent. */
export function chaosOf(random: Random): Chaos {
  const often = (most: number): number => (random() < 0.3 ? 0 : random() * most);
  return {
    duplicate: often(0.3),
    lose: random() < 0.5 ? 0 : random() * 0.03,
    delay: often(0.9),
    longestDelay: between(random, 5, 4_000),
    slowStore: often(0.6),
    crashBeforeCommit: often(0.02),
    crashAfterCommit: often(0.02),
    crashBeforePublish: often(0.02),
    crashAfterPublish: often(0.02),
    storeAway: often(0.02),
    answerLost: often(0.01),
    publishRefused: often(0.1),
    handlerThrows: often(random() < 0.3 ? 0.7 : 0.1),
    longestRestart: between(random, 100, 20_000),
  };
}
