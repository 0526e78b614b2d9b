// Where shoppers and operators live: a clock, chance, and the doors of the services. A simulated world is one, a running platform another.
import type { Clock } from "#platform/runtime/clock.ts";
import type { Answer, Incoming } from "#platform/runtime/http/answer.ts";
import type { Random } from "#platform/simulate/seeded-random.ts";

export interface Town {
  readonly clock: Clock;
  readonly random: Random;
  happens(probability: number): boolean;
  upTo(most: number): number;
  /** Undefined when nobody is there; a refusal is a `Problem`. */
  request(service: string, route: string, incoming: Incoming): Promise<Answer> | undefined;
}
