// What Grafana needs to draw a panel, and nothing that it would add by itself.
export type Unit = "short" | "s" | "reqps" | "percentunit" | "bytes";

/** Whose figures a panel shows that are not there everywhere. */
export type Need = "keda" | "rabbitmq" | "collector";

/**
 * What a query must give of a platform that is used. `movement`: more than zero. `level`: a figure, which may well be zero.
 * `trouble`: a figure, and more than zero where there is trouble, in at least one row. `mishap`: nothing at all, if all is well.
 */
export type Expected = "movement" | "level" | "trouble" | "mishap";

export interface Query {
  /** PromQL. */
  readonly expr: string;
  /** How its series are called. */
  readonly legend: string;
  readonly expected: Expected;
  /** Whether it is drawn as zero where it gives nothing. */
  readonly isDrawnAsZero?: boolean;
}
export interface Panel {
  readonly title: string;
  readonly unit: Unit;
  readonly queries: readonly Query[];
  readonly needs?: Need;
}
export interface Row {
  readonly title: string;
  readonly panels: readonly Panel[];
}
export interface Dashboard {
  /** Also names its file. */
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
}

const WIDTH = 24;
const HEIGHT = 7;
const DATA_SOURCE = { type: "prometheus", uid: "${datasource}" };

const expecting =
  (expected: Expected) =>
  (expr: string, legend: string): Query => ({ expr, legend, expected });
export const [movement, level, trouble, mishap] = [
  expecting("movement"),
  expecting("level"),
  expecting("trouble"),
  expecting("mishap"),
];
/** Only for one series without labels: beside others a zero would be one more. */
export const orZero = (query: Query): Query => ({ ...query, isDrawnAsZero: true });
const drawn = ({ expr, isDrawnAsZero }: Query): string => (isDrawnAsZero ? `(${expr}) or vector(0)` : expr);

export const panel = (title: string, unit: Unit, ...queries: readonly Query[]): Panel => ({ title, unit, queries });

export const needing = (needs: Need, ...panels: readonly Panel[]): readonly Panel[] =>
  panels.map((each) => ({ ...each, needs }));
const WITHOUT: Readonly<Record<Need, string>> = {
  keda: "Without KEDA's figures it stays empty.",
  collector: "Without a collector of traces it stays empty.",
  rabbitmq: "Without RabbitMQ's figures it stays empty.",
};

/** As Grafana reads it. */
export function grafana({ name, title, rows }: Dashboard): object {
  let top = 0;
  let id = 0;
  const panels = rows.flatMap((row) => {
    const width = Math.floor(WIDTH / Math.min(4, row.panels.length));
    const perLine = Math.floor(WIDTH / width);
    const heading = {
      id: ++id,
      type: "row",
      title: row.title,
      gridPos: { x: 0, y: top++, w: WIDTH, h: 1 },
      panels: [],
    };
    const below = row.panels.map(({ title: heads, unit, queries, needs }, at) => ({
      id: ++id,
      type: "timeseries",
      title: heads,
      ...(needs && { description: WITHOUT[needs] }),
      datasource: DATA_SOURCE,
      gridPos: { x: (at % perLine) * width, y: top + Math.floor(at / perLine) * HEIGHT, w: width, h: HEIGHT },
      fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
      targets: queries.map((query, place) => ({
        refId: String.fromCharCode(65 + place),
        expr: drawn(query),
        legendFormat: query.legend,
      })),
    }));
    top += Math.ceil(row.panels.length / perLine) * HEIGHT;
    return [heading, ...below];
  });
  return {
    uid: `millrace-${name}`,
    title: `Millrace: ${title}`,
    tags: ["millrace"],
    schemaVersion: 39,
    refresh: "10s",
    time: { from: "now-30m", to: "now" },
    templating: { list: [{ name: "datasource", type: "datasource", query: "prometheus" }] },
    panels,
  };
}
