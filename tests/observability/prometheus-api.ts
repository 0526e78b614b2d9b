// What a running Prometheus answers.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import type { Need } from "#platform/derive/observability/panels.ts";

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

export class PrometheusApi {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }
  /** What a query gives now. Throws what Prometheus says of it when it is wrong. */
  async query(expr: string): Promise<readonly Series[]> {
    const body = new URLSearchParams({ query: expr });
    const response = await fetch(`${this.#url}/api/v1/query`, { method: "POST", body });
    const { data, error } = (await response.json()) as { data?: { result: readonly Series[] }; error?: string };
    if (!data) throw new Error(`${expr}: ${error}`);
    return data.result;
  }
  /** Those of these queries that give nothing. */
  async without(queries: readonly DashboardQuery[]): Promise<readonly DashboardQuery[]> {
    const found = await Promise.all(queries.map(async ({ expr }) => (await this.query(expr)).length));
    return queries.filter((_, at) => found[at] === 0);
  }
}

export interface DashboardQuery {
  readonly what: string;
  readonly expr: string;
}

/** The dashboards' queries that must give data where these are there, and those that cannot. */
export function queriesOf(declarations: readonly ServiceDeclaration[], there: readonly Need[]) {
  const all = dashboardsOf(declarations).flatMap(({ name, rows }) =>
    rows.flatMap(({ title, panels }) =>
      panels.flatMap(({ title: panel, queries, needs }) =>
        queries.map(({ expr }) => ({ what: `${name}, ${title}, ${panel}`, expr, needs })),
      ),
    ),
  );
  const isPossible = ({ needs }: (typeof all)[number]): boolean => needs === undefined || there.includes(needs);
  const impossible = all.filter((query) => !isPossible(query)).map(({ what, needs }) => `${what} needs ${needs}`);
  return { possible: all.filter(isPossible), leftOut: [...new Set(impossible)] };
}

export const expectData = async (prometheus: PrometheusApi, queries: readonly DashboardQuery[]): Promise<void> => {
  const without = await prometheus.without(queries);
  if (without.length > 0)
    throw new Error(`No data:\n${without.map(({ what, expr }) => `${what}: ${expr}`).join("\n")}`);
};
