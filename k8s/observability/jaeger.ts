// Jaeger as the trace store: takes OTLP and Zipkin, and keeps the newest traces in its memory.
import type { Construct } from "constructs";
import { stringify } from "yaml";
import { PORTS } from "../parts/ports.ts";
import { server } from "../parts/server.ts";
import { version } from "../versions.ts";
import { settingsFolder } from "./settings-folder.ts";
import { JAEGER } from "./traces.ts";

/** An order is about fifty steps of a kilobyte. */
const TRACES = 5_000;
const USER = 10_001;
const at = (port: number): string => `0.0.0.0:${port}`;

const settings = {
  service: {
    extensions: ["jaeger_storage", "jaeger_query"],
    pipelines: { traces: { receivers: ["otlp", "zipkin"], exporters: ["jaeger_storage_exporter"] } },
    telemetry: { metrics: { level: "none" }, logs: { level: "warn" } },
  },
  extensions: {
    jaeger_storage: { backends: { memory: { memory: { max_traces: TRACES } } } },
    jaeger_query: { storage: { traces: "memory" }, http: { endpoint: at(PORTS.jaeger) } },
  },
  receivers: {
    otlp: { protocols: { http: { endpoint: at(PORTS.traces.otlp) } } },
    zipkin: { endpoint: at(PORTS.traces.zipkin) },
  },
  exporters: { jaeger_storage_exporter: { trace_storage: "memory" } },
};

export function jaeger(scope: Construct): void {
  const file = settingsFolder(scope, JAEGER, { "jaeger.yaml": stringify(settings) });
  server(scope, {
    name: JAEGER,
    role: "observability",
    image: version("JAEGER_IMAGE"),
    user: USER,
    ports: { web: PORTS.jaeger, ...PORTS.traces },
    needs: { cpu: "20m", memory: "64Mi", mostCpu: "1", mostMemory: "512Mi" },
    volumes: [file.volume],
    mounts: { [file.volume.name]: file.folder },
    grace: 5,
    container: {
      args: [`--config=file:${file.folder}/jaeger.yaml`],
      env: [
        // The garbage collector works harder before the limit ends the server.
        { name: "GOMEMLIMIT", value: "450MiB" },
        // It would tell of itself, too, to a collector that is not there.
        { name: "OTEL_TRACES_SAMPLER", value: "always_off" },
      ],
    },
  });
}
