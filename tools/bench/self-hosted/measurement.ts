// What a measurement gets, and what it says.
import type { SelfHosted } from "#tools/self-hosted/self-hosted.ts";
import type { Flow } from "./flow.ts";

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

/** Orders that were accepted and never finished: there must be none. */
export const leftBehind = (when: string, orders: number): readonly Finding[] =>
  orders === 0 ? [] : [{ what: `${when}: orders left behind`, value: orders, unit: "", target: 0, isFailure: true }];
