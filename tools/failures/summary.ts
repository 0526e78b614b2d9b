// One line for each kind of fault: how often it struck, and how fast the platform recovered.
import type { Struck } from "./storm.ts";

const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

export const lineOf = ({ fault, target, away, recovery, missing }: Struck): string =>
  `${fault}: ${target}, away for ${seconds(away)}, ${missing ? `NOT RECOVERED: ${missing}` : `recovered ${seconds(recovery)} after it was back`}`;

export function summary(all: readonly Struck[]): string[] {
  return [...new Set(all.map(({ fault }) => fault))].toSorted().map((fault) => {
    const struck = all.filter((each) => each.fault === fault);
    const times = struck
      .filter(({ missing }) => !missing)
      .map(({ recovery }) => recovery)
      .toSorted((a, b) => a - b);
    const failed = struck.length - times.length;
    const half = times[Math.floor((times.length - 1) / 2)];
    const longest = times.at(-1);
    const measured =
      half === undefined || longest === undefined
        ? ""
        : `, recovered after ${seconds(half)} (median), ${seconds(longest)} (longest)`;
    return `${fault.padEnd(20)} ${struck.length} times${measured}${failed > 0 ? `, ${failed} times NOT RECOVERED` : ""}`;
  });
}
