// The end of a run for people: what was asked for, what came, and each service level with its verdict.
interface Metric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}
export interface Summary {
  readonly metrics: Readonly<Record<string, Metric>>;
}
const round = (value: number | undefined): string =>
  value === undefined ? "–" : String(Math.round(value * 100) / 100);

export function summaryText(says: string, { metrics }: Summary): string {
  const value = (metric: string, name: string) => round(metrics[metric]?.values[name]);
  const trend = (metric: string) =>
    `p50 ${value(metric, "med")} ms, p95 ${value(metric, "p(95)")} ms, p99 ${value(metric, "p(99)")} ms, longest ${value(metric, "max")} ms`;
  const levels = Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds).map(([level, { ok }]) => `  ${ok ? "held  " : "MISSED"} ${name} ${level}`),
  );
  return [
    "",
    says,
    `  ${value("iterations", "count")} customers, ${value("accepted", "passes")} orders accepted, ${value("accepted", "fails")} not; ${value("sent_again", "count")} requests sent again`,
    `  accepted: ${trend("accept_duration")}`,
    `  finished: ${trend("finish_duration")} (of ${value("finished", "passes")} followed)`,
    `  refused: ${value("rate_limited", "count")} by the rate limit, ${value("outbox_full", "count")} by a full outbox`,
    ...levels,
    "",
  ].join("\n");
}
