// Jaeger as a trace store: takes OTLP and Zipkin, and answers what it has.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { Child } from "#tools/self-hosted/child.ts";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { until } from "../kit/until.ts";
import { programNamed } from "./programs.ts";

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

export interface Collector {
  readonly otlp: string;
  readonly zipkin: string;
  /** Of the newest traces in which a service had a part. */
  spansOf(service: string): Promise<readonly StoredSpan[]>;
  close(): Promise<void>;
}

export async function startCollector(folder: string): Promise<Collector> {
  const first = await freePorts(4);
  const [query, rpc, otlp, zipkin] = [0, 1, 2, 3].map((place) => `127.0.0.1:${first + place}`);
  const config = join(folder, "jaeger.yaml");
  const settings = {
    service: {
      extensions: ["jaeger_storage", "jaeger_query"],
      pipelines: { traces: { receivers: ["otlp", "zipkin"], exporters: ["jaeger_storage_exporter"] } },
      telemetry: { metrics: { level: "none" } },
    },
    extensions: {
      jaeger_storage: { backends: { memory: { memory: { max_traces: 20_000 } } } },
      jaeger_query: { storage: { traces: "memory" }, http: { endpoint: query }, grpc: { endpoint: rpc } },
    },
    receivers: { otlp: { protocols: { http: { endpoint: otlp } } }, zipkin: { endpoint: zipkin } },
    exporters: { jaeger_storage_exporter: { trace_storage: "memory" } },
  };
  await writeFile(config, stringify(settings));
  const child = new Child({
    name: "jaeger",
    command: programNamed("jaeger") ?? "",
    args: [`--config=file:${config}`],
    environment: { PATH: process.env["PATH"], HOME: folder },
    logFile: join(folder, "jaeger.log"),
    grace: 5_000,
  });
  child.start();
  const ask = async <T>(path: string): Promise<T> =>
    ((await (await fetch(`http://${query}/api/${path}`)).json()) as { data: T }).data;
  await until(() => ask("services").then(() => true), { within: 30_000 }).catch((error: unknown) => {
    throw new Error(child.lastWords(), { cause: error });
  });
  return {
    otlp: `http://${otlp}`,
    zipkin: `http://${zipkin}/api/v2/spans`,
    async spansOf(service) {
      const traces = await ask<readonly JaegerTrace[] | null>(`traces?service=${service}&limit=1500&lookback=1h`);
      return (traces ?? []).flatMap(spansIn);
    },
    close: () => child.stop(),
  };
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
