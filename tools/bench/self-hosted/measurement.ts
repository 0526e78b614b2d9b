// What a measurement gets, and what it says.
import type { SelfHosted } from "#tools/self-hosted/self-hosted.ts";
import type { Refusals } from "../refusals.ts";
import type { Flow } from "./flow.ts";

/** Nothing is out of stock, and no line of the log costs anything. */
export const QUIET_AND_FULL = { LOG_LEVEL: "warn", SEED_PRODUCTS: "100", SEED_STOCK: "100000000" } as const;

export interface Bench {
  readonly platform: SelfHosted;
  readonly flow: Flow;
  /** How long a fixed rate is kept. */
  readonly seconds: number;
  /** Orders of a burst. */
  readonly burst: number;
}
export interface Finding {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The value should not be above it. */
  readonly target?: number;
  readonly note?: string;
  /** Something was lost: no figure of this run counts. */
  readonly isFailure?: boolean;
}

/** Nothing is lost with a refused order, but the figures of the others do not count as met. */
export const refusals = (when: string, refused: Refusals): readonly Finding[] =>
  refused.count === 0
    ? []
    : [{ what: `${when}: orders refused`, value: refused.count, unit: "", target: 0, note: refused.told }];

/** Orders that were accepted and never finished: there must be none. */
export const leftBehind = (when: string, orders: number): readonly Finding[] =>
  orders === 0 ? [] : [{ what: `${when}: orders left behind`, value: orders, unit: "", target: 0, isFailure: true }];
