// Prometheus as a user runs it: the platform's rules, every service and every sidecar scraped, alerts handed on.
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { stringify } from "yaml";
import { Child } from "#tools/self-hosted/child.ts";
import { freePorts } from "#tools/self-hosted/free-ports.ts";
import { until } from "../kit/until.ts";
import { programNamed } from "./programs.ts";
import { PrometheusApi } from "./prometheus-api.ts";

export interface Target {
  readonly service: string;
  readonly port: number;
  readonly sidecarPort: number;
}
export interface Prometheus {
  readonly api: PrometheusApi;
  close(): Promise<void>;
}

const job = (name: string, targets: readonly { service: string; port: number }[]) => ({
  job_name: name,
  static_configs: targets.map(({ service, port }) => ({ targets: [`127.0.0.1:${port}`], labels: { service } })),
  // A service says by itself which one it is.
  honor_labels: true,
});

export async function startPrometheus(
  folder: string,
  targets: readonly Target[],
  alertmanager: string | undefined,
  brokerMetrics?: string,
): Promise<Prometheus> {
  const port = await freePorts(1);
  const config = join(folder, "prometheus.yaml");
  const settings = {
    global: { scrape_interval: "2s", evaluation_interval: "2s" },
    rule_files: [resolve("deploy/observability/rules.yaml")],
    scrape_configs: [
      job("millrace", targets),
      job(
        "millrace-sidecars",
        targets.map(({ service, sidecarPort }) => ({ service, port: sidecarPort })),
      ),
      ...(brokerMetrics ? [{ job_name: "millrace-broker", static_configs: [{ targets: [brokerMetrics] }] }] : []),
    ],
    ...(alertmanager && {
      alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    }),
  };
  await writeFile(config, stringify(settings));
  const child = new Child({
    name: "prometheus",
    command: programNamed("prometheus") ?? "",
    args: [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, "prometheus")}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    environment: { PATH: process.env["PATH"] },
    logFile: join(folder, "prometheus.log"),
    grace: 5_000,
  });
  child.start();
  const url = `http://127.0.0.1:${port}`;
  await until(async () => (await fetch(`${url}/-/ready`)).ok, { within: 30_000 }).catch((error: unknown) => {
    throw new Error(child.lastWords(), { cause: error });
  });
  return { api: new PrometheusApi(url), close: () => child.stop() };
}
