// What the dashboards' queries must give of a platform in which everything has happened: figures, and more than zero where there was traffic.
import type { Expected } from "#platform/derive/observability/panels.ts";

export interface DashboardQuery {
  /** Where it stands. */
  readonly what: string;
  /** The same for a panel of each service or topic. */
  readonly panel: string;
  readonly expr: string;
  readonly expected: Expected;
}
interface Answered extends DashboardQuery {
  readonly values: readonly number[];
}

const isMore = ({ values }: Answered): boolean => values.some((value) => Number.isFinite(value) && value > 0);
const isFigure = ({ values }: Answered): boolean => values.some(Number.isFinite);

/** What is wrong with those that do not give what they must. */
export function lackingIn(answered: readonly Answered[]): readonly string[] {
  const troubled = new Set(answered.filter(isMore).map(({ panel }) => panel));
  return answered.flatMap((query) => {
    const { what, panel, expr, expected } = query;
    if (!isFigure(query)) return [`Nothing: ${what}: ${expr}`];
    if (expected === "movement" && !isMore(query)) return [`Only zero: ${what}: ${expr}`];
    if (expected === "trouble" && !troubled.has(panel)) return [`Zero in every row: ${what}: ${expr}`];
    return [];
  });
}
