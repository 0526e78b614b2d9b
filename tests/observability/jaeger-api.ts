// What Jaeger has stored, asked over its HTTP interface.
export interface StoredSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  /** Spans of other traces that it names. */
  readonly links: number;
  readonly service: string;
  readonly name: string;
  /** Everything that is said of it, as text. */
  readonly text: string;
}
interface Reference {
  readonly refType: string;
  readonly traceID: string;
  readonly spanID: string;
}
interface JaegerTrace {
  readonly spans: readonly {
    readonly traceID: string;
    readonly spanID: string;
    readonly operationName: string;
    readonly processID: string;
    readonly references: readonly Reference[];
  }[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

export class JaegerApi {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }
  /** Those of whom it has heard. */
  async services(): Promise<readonly string[]> {
    return (await this.#ask<readonly string[] | null>("services")) ?? [];
  }
  /** Of the newest traces in which a service had a part. */
  async spansOf(service: string): Promise<readonly StoredSpan[]> {
    const traces = await this.#ask<readonly JaegerTrace[] | null>(`traces?service=${service}&limit=1500&lookback=1h`);
    return (traces ?? []).flatMap(spansIn);
  }
  /** Of the newest traces of all these, each once. */
  async spansOfAll(services: readonly { readonly name: string }[]): Promise<readonly StoredSpan[]> {
    const spans = await Promise.all(services.map(({ name }) => this.spansOf(name)));
    return [...new Map(spans.flat().map((span) => [span.spanId, span])).values()];
  }

  async #ask<T>(path: string): Promise<T> {
    const response = await fetch(`${this.#url}/api/${path}`);
    return ((await response.json()) as { data: T }).data;
  }
}

const spansIn = ({ spans, processes }: JaegerTrace): StoredSpan[] =>
  spans.map((span) => ({
    traceId: span.traceID,
    spanId: span.spanID,
    parentSpanId: span.references.find(({ refType, traceID }) => refType === "CHILD_OF" && traceID === span.traceID)
      ?.spanID,
    links: span.references.filter(({ traceID }) => traceID !== span.traceID).length,
    service: processes[span.processID]?.serviceName ?? "",
    name: span.operationName,
    text: JSON.stringify(span),
  }));
