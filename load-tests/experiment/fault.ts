// Something that is broken for a while, and mended; each blow is noted, so that it can be marked and counted.
import type { Random } from "#platform/simulate/seeded-random.ts";
import type { Target } from "../targets/target.ts";

export interface During {
  readonly seconds: number;
  readonly random: Random;
  /** Told of each blow when it falls. */
  readonly note: (what: string) => void;
  /** Ends the fault early: what is broken is mended, and `run` rejects. */
  readonly signal?: AbortSignal | undefined;
}
export interface Fault {
  readonly says: string;
  /** Done when everything that was broken is whole again. */
  run(target: Target, during: During): Promise<void>;
}
