// Jaeger as a trace store: takes OTLP and Zipkin, and answers what it has.
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import { Child } from "#tools/self-hosted/child.ts";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { until } from "../kit/until.ts";
import { JaegerApi } from "./jaeger-api.ts";
import { programNamed } from "./programs.ts";

export interface Collector {
  readonly otlp: string;
  readonly zipkin: string;
  readonly traces: JaegerApi;
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
  const traces = new JaegerApi(`http://${query}`);
  await until(() => traces.services().then(() => true), { within: 30_000 }).catch((error: unknown) => {
    throw new Error(child.lastWords(), { cause: error });
  });
  return {
    otlp: `http://${otlp}`,
    zipkin: `http://${zipkin}/api/v2/spans`,
    traces,
    close: () => child.stop(),
  };
}
