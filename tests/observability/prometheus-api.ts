// What a running Prometheus answers.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import type { Need } from "#platform/derive/observability/panels.ts";
import { type DashboardQuery, lackingIn } from "./expected.ts";

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

export class PrometheusApi {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }
  /** Of whom it has figures. What happens before the first ones is never seen as having grown. */
  async services(): Promise<readonly string[]> {
    return (await this.query("count by (service) (millrace_in_hand)")).map(({ metric }) => metric["service"] ?? "");
  }
  /** What a query gives now. Throws what Prometheus says of it when it is wrong. */
  async query(expr: string): Promise<readonly Series[]> {
    const body = new URLSearchParams({ query: expr });
    const response = await fetch(`${this.#url}/api/v1/query`, { method: "POST", body });
    const { data, error } = (await response.json()) as { data?: { result: readonly Series[] }; error?: string };
    if (!data) throw new Error(`${expr}: ${error}`);
    return data.result;
  }
}

/** The dashboards' queries that must give data where these are there, and those that cannot. */
export function queriesOf(declarations: readonly ServiceDeclaration[], there: readonly Need[]) {
  const all = dashboardsOf(declarations).flatMap(({ name, rows }) =>
    rows.flatMap(({ title, panels }) =>
      panels.flatMap(({ title: panel, queries, needs }) =>
        queries.map(({ expr, expected }) => ({
          what: `${name}, ${title}, ${panel}`,
          panel: `${name}, ${panel}`,
          expr,
          expected,
          needs,
        })),
      ),
    ),
  );
  const isPossible = ({ needs, expected }: (typeof all)[number]): boolean =>
    expected !== "mishap" && (needs === undefined || there.includes(needs));
  const why = ({ needs, expected }: (typeof all)[number]) =>
    expected === "mishap" ? "gives nothing where all is well" : `needs ${needs}`;
  const impossible = all.filter((query) => !isPossible(query)).map((query) => `${query.what} ${why(query)}`);
  return { possible: all.filter(isPossible), leftOut: [...new Set(impossible)] };
}

/** Asks them all, and throws an error that names those that do not give what they must. */
export async function expectData(prometheus: PrometheusApi, queries: readonly DashboardQuery[]): Promise<void> {
  const found = await Promise.all(
    queries.map(async (query) => ({ ...query, values: (await prometheus.query(query.expr)).map(valueOf) })),
  );
  const lacking = lackingIn(found);
  if (lacking.length > 0) throw new Error(lacking.join("\n"));
}
const valueOf = ({ value }: Series): number => Number(value[1]);
