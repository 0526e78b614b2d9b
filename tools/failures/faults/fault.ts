// Something that can be broken on a running platform, and mended again.
import type { Random } from "#platform/simulate/seeded-random.ts";
import type { SelfHosted } from "../../self-hosted/self-hosted.ts";

export interface Blow {
  /** What was hit. */
  readonly target: string;
  /** How long it stays broken, in milliseconds. */
  readonly lasts: number;
  /** Starts again what was ended; done when it is ready. */
  readonly mend: () => Promise<void>;
}
export interface Fault {
  readonly name: string;
  strike(platform: SelfHosted, random: Random): Promise<Blow>;
}

/** Any service: each must be able to go at any moment. */
export const namesOf = ({ services }: SelfHosted): readonly string[] => services.list().map(({ name }) => name);
