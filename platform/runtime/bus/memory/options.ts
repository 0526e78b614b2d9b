// How the memory bus behaves; the simulation makes it behave badly.

import type { CloudEvent } from "../../../declare/cloud-event.ts";
import { DAY } from "../../../declare/duration.ts";

export interface MemoryBusOptions {
  /** Milliseconds after which each copy of an event arrives at a group; `[0]` is one copy, at once. */
  readonly transit: (event: CloudEvent, group: string) => readonly number[];
  /** What the app sends back is delivered again after growing waits; after so many deliveries it goes to the dead-letter topic. */
  readonly redelivery: { readonly attempts: number; readonly first: number; readonly longest: number };
  /** Events per topic that a consumer group which comes later still gets. */
  readonly retained: number;
  /** Milliseconds for which an event waits for a group that is away. */
  readonly keepFor: number;
  /** Events handed out in one turn of the process, so that requests from outside get their turn. */
  readonly perTurn: number;
}
const AT_ONCE: readonly number[] = [0];

export const DEFAULT_BUS_OPTIONS: MemoryBusOptions = {
  transit: () => AT_ONCE,
  redelivery: { attempts: 50, first: 200, longest: 10_000 },
  retained: 1_000,
  keepFor: DAY,
  perTurn: 64,
};
