// What nobody has tried yet, so that an empty place in the table is not taken for a good one.
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { whyLeftOut } from "../experiment/campaign.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Result } from "../experiment/result.ts";
import { TARGETS } from "../targets/target.ts";

type Tried = Pick<Result, "experiment" | "target" | "broker">;

/** By where they could be tried; empty when each was tried everywhere, in whichever form. */
export function untriedList(
  results: readonly Tried[],
  experiments: readonly Pick<Experiment, "name" | "on" | "brokers">[],
): string {
  const lines = TARGETS.flatMap((target) =>
    BROKERS.flatMap((broker) => {
      const possible = experiments.filter((experiment) => !whyLeftOut(experiment, target, broker));
      const isTried = (name: string): boolean =>
        results.some((run) => run.experiment === name && run.target === target && run.broker === broker);
      const names = possible.map(({ name }) => name).filter((name) => !isTried(name));
      if (names.length === 0) return [];
      const who = names.length === possible.length ? `all ${names.length}` : names.join(", ");
      return [`- ${target}, ${broker}: ${who}.`];
    }),
  );
  return lines.length === 0 ? "" : `\n## Not tried yet\n\n${lines.join("\n")}\n`;
}
