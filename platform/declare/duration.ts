// Durations carry their unit: "30s" in declarations, milliseconds in code.
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const UNITS = { ms: 1, s: SECOND, m: MINUTE, h: HOUR, d: DAY } as const;
type Unit = keyof typeof UNITS;
export type Duration = `${number}${Unit}`;

/** The shortest way to write it: `"90d"`. */
export function asDuration(duration: number): Duration {
  const [unit, size] = Object.entries(UNITS).findLast(([, each]) => duration % each === 0) ?? ["ms", 1];
  return `${duration / size}${unit as Unit}`;
}

/** Milliseconds of a duration such as `"30s"`; throws on anything else. */
export function milliseconds(duration: Duration): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(duration) ?? [];
  if (!amount) throw new Error(`"${duration}" is not a duration; write a number and ms, s, m, h or d, such as "30s".`);
  return Number(amount) * UNITS[unit as Unit];
}
