import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { alertsOf } from "#platform/derive/observability/alerts.ts";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import { declarations } from "#services/declarations.ts";
import { has, run } from "../checks/tools.ts";
import { type KubernetesObject, layerOf, manifestsOf } from "../manifests.ts";
import { OBSERVABILITY, type Release, releaseOf } from "../release.ts";
import { observabilityOf } from "./options.ts";

const ON = { ...OBSERVABILITY, enabled: true };
const release = (choice: Partial<Release> = {}) => releaseOf({ declarations, broker: "redis", ...choice });
const objectsOf = (choice: Partial<Release>) => layerOf(release(choice)).flatMap(({ objects }) => objects);
const named = (objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject => {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (!found) throw new Error(`There is no ${kind} ${name}.`);
  return found;
};
const serversOf = (objects: readonly KubernetesObject[]) =>
  objects.filter(({ kind }) => kind === "StatefulSet").map(({ metadata }) => metadata.name);

test("by default nobody looks, and services tell nothing", () => {
  expect(objectsOf({})).toEqual([]);
  expect(JSON.stringify(manifestsOf(release()))).not.toContain("OTEL_");
});

test("the layer is the same beside every broker, and Grafana is there for those who want it", () => {
  const [first, ...others] = BROKERS.map((broker) => objectsOf({ broker, observability: ON }));
  expect(serversOf(first ?? [])).toEqual(["jaeger", "prometheus", "alertmanager"]);
  for (const other of others) expect(other).toEqual(first);
  expect(serversOf(objectsOf({ observability: { ...ON, grafana: true } }))).toContain("grafana");
});

describe("traces", () => {
  const environmentsOf = (choice: Partial<Release>) => {
    const objects = manifestsOf(release(choice)).flatMap((manifest) => manifest.objects);
    return declarations.map(({ name }) => {
      const [container] = named(objects, "Deployment", name)["spec"].template.spec.containers;
      const env = container.env as readonly { name: string; value?: string }[];
      return Object.fromEntries(env.filter((one) => one.name.startsWith("OTEL_")).map((one) => [one.name, one.value]));
    });
  };

  test("of every service go to Jaeger, as many as are asked for", () => {
    for (const told of environmentsOf({ observability: { ...ON, sampled: "0.05" } }))
      expect(told).toEqual({
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://jaeger:4318",
        OTEL_TRACES_SAMPLER: "parentbased_traceidratio",
        OTEL_TRACES_SAMPLER_ARG: "0.05",
      });
  });

  test.each([OBSERVABILITY, ON])(
    "go to a collector that is there already, and Jaeger is not brought",
    (observability) => {
      const choice = { observability, existing: { collector: { host: "otel.tracing.svc", port: 4_319 } } };
      for (const told of environmentsOf(choice))
        expect(told["OTEL_EXPORTER_OTLP_ENDPOINT"]).toBe("http://otel.tracing.svc:4319");
      const objects = objectsOf(choice);
      expect(serversOf(objects)).not.toContain("jaeger");
      expect(named(objects, "NetworkPolicy", "traces")["spec"].egress).toEqual([{ ports: [{ port: 4_319 }] }]);
    },
  );
});

test("brokers that show no figures get somebody beside them who does, where one is named; RabbitMQ shows its own", () => {
  const portsOf = (broker: (typeof BROKERS)[number], brokerExporter: string) => {
    const objects = manifestsOf(release({ broker, observability: { ...ON, brokerExporter } })).flatMap(
      (file) => file.objects,
    );
    const { containers } = named(objects, "StatefulSet", broker)["spec"].template.spec;
    type Port = { readonly name: string; readonly containerPort: number };
    const ports = containers.flatMap((container: { ports?: Port[] }) => container.ports ?? []) as Port[];
    return ports.filter(({ name }) => name === "metrics").map(({ containerPort }) => containerPort);
  };
  expect(BROKERS.map((broker) => portsOf(broker, "mirror.example/exporter:1"))).toEqual([[9_121], [15_692], [9_308]]);
  expect(BROKERS.map((broker) => portsOf(broker, ""))).toEqual([[], [15_692], []]);
});

test("the command line's choices are understood, and others refused", () => {
  const said = { observability: "grafana", collector: "otel.example:4320", sampled: "0.5" };
  expect(observabilityOf(said)).toEqual({
    observability: { ...ON, grafana: true, sampled: "0.5" },
    existing: { collector: { host: "otel.example", port: 4_320 } },
  });
  expect(observabilityOf({ ...said, collector: "otel" }).existing.collector?.port).toBe(4_318);
  expect(() => observabilityOf({ ...said, observability: "yes" })).toThrow(
    "--observability is one of off, on, grafana.",
  );
  expect(() => observabilityOf({ ...said, sampled: "5%" })).toThrow("--sampled is a number from 0 to 1.");
  expect(() => observabilityOf({ ...said, collector: "http://otel" })).toThrow("--collector http://otel is not host");
});

describe("what the layer's programs read", () => {
  const objects = objectsOf({ observability: { ...ON, grafana: true } });
  const dataOf = (name: string): Record<string, string> => named(objects, "ConfigMap", name)["data"];

  test("are all alerts, and Prometheus itself finds no fault in its settings", () => {
    const files = dataOf("prometheus-settings");
    const { groups } = parse(files["rules.yaml"] ?? "") as { groups: { rules: { alert?: string }[] }[] };
    const alerts = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? [])));
    expect(alerts).toEqual(new Set(alertsOf(declarations).map(({ alert }) => alert)));
    if (!has("promtool")) return console.log("Left out: Prometheus's own look at its settings; promtool is not here.");
    const folder = mkdtempSync(join(tmpdir(), "prometheus-settings-"));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    // Its account's token is in a pod only.
    const { status, text } = run("promtool", ["check", "config", "--syntax-only", join(folder, "prometheus.yaml")]);
    rmSync(folder, { recursive: true });
    expect([status, text]).toEqual([0, expect.stringContaining("SUCCESS")]);
  });

  test("are all dashboards, from where Grafana's provider looks for them, with the source that they ask", () => {
    const dashboards = dataOf("grafana-dashboards");
    expect(new Set(Object.keys(dashboards))).toEqual(
      new Set(dashboardsOf(declarations).map(({ name }) => `${name}.json`)),
    );
    for (const [file, text] of Object.entries(dashboards)) expect(JSON.parse(text).uid, file).toMatch(/^millrace-/);
    // The API server takes no more in one object.
    expect(Buffer.byteLength(JSON.stringify(dashboards))).toBeLessThan(1_000_000);
    const provisioning = dataOf("grafana-provisioning");
    const { providers } = parse(provisioning["dashboards.yaml"] ?? "");
    const { volumeMounts } = named(objects, "StatefulSet", "grafana")["spec"].template.spec.containers[0];
    const paths = volumeMounts.map(({ mountPath }: { mountPath: string }) => mountPath);
    expect(paths).toContain(providers[0].options.path);
    const { datasources } = parse(provisioning["sources.yaml"] ?? "");
    for (const { name, url } of datasources as { name: string; url: string }[]) {
      const { port } = new URL(url);
      const service = named(objects, "Service", name);
      expect(service["spec"].ports.map((one: { port: number }) => String(one.port))).toContain(port);
    }
  });
});

test("what the autoscaler sees and what it makes of it are not added up", () => {
  const panels = dashboardsOf(declarations).flatMap(({ rows }) => rows.flatMap((row) => row.panels));
  const asked = panels.flatMap(({ queries }) => queries.map(({ expr }) => expr));
  const ofAutoscaler = asked.filter((expr) => expr.includes("keda_scaler_metrics_value"));
  expect(ofAutoscaler.length).toBeGreaterThan(0);
  for (const expr of ofAutoscaler) expect(expr).toMatch(/\{metric!?="composite-metric"\}/);
});

test("Prometheus may see its namespace's pods, and nothing else of the cluster", () => {
  const objects = objectsOf({ observability: { ...ON, grafana: true } });
  expect(named(objects, "Role", "prometheus")["rules"]).toEqual([
    { apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] },
  ]);
  const tokens = objects
    .filter(({ kind }) => kind === "StatefulSet")
    .map(({ metadata, spec }) => [metadata.name, spec.template.spec.automountServiceAccountToken]);
  expect(Object.fromEntries(tokens)).toEqual({ jaeger: false, prometheus: true, alertmanager: false, grafana: false });
});

describe("every way out of or into a pod of the layer", () => {
  type Labels = Readonly<Record<string, string>>;
  const all = manifestsOf(release({ broker: "rabbitmq", observability: { ...ON, grafana: true } })).flatMap(
    ({ objects }) => objects,
  );
  const pods: readonly { name: string; labels: Labels }[] = all
    .filter(({ kind }) => kind === "StatefulSet" || kind === "Deployment")
    .map(({ metadata, spec }) => ({ name: metadata.name, labels: spec.template.metadata.labels }));
  const layer = new Set(["jaeger", "prometheus", "alertmanager", "grafana"]);
  const chosen = (selector: { matchLabels?: Labels; matchExpressions?: unknown }) =>
    selector.matchExpressions
      ? []
      : pods.filter(({ labels }) =>
          Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value),
        );
  type Rule = { readonly from?: Peer[]; readonly to?: Peer[]; readonly ports?: { port: number }[] };
  type Peer = { readonly podSelector?: { matchLabels?: Labels } };

  const ways = (direction: "ingress" | "egress"): readonly string[] =>
    all
      .filter(({ kind }) => kind === "NetworkPolicy")
      .flatMap(({ spec }) =>
        ((spec[direction] ?? []) as Rule[]).flatMap(({ from, to, ports = [] }) =>
          ((direction === "ingress" ? from : to) ?? []).flatMap(({ podSelector }) =>
            (podSelector ? chosen(podSelector) : []).flatMap((other) =>
              chosen(spec.podSelector).flatMap((own) =>
                ports.map(({ port }) => {
                  const [source, target] = direction === "ingress" ? [other, own] : [own, other];
                  return { source: source.name, target: target.name, port };
                }),
              ),
            ),
          ),
        ),
      )
      .filter(({ source, target }) => layer.has(source) || layer.has(target))
      .map(({ source, target, port }) => `${source} -> ${target}:${port}`);

  test("is open at both ends, and there are no others", () => {
    const [into, out] = [new Set(ways("ingress")), new Set(ways("egress"))];
    // Mails go to whichever server, and Zipkin's format comes from whoever is told to speak it.
    const onlyInto = [...into].filter((way) => !out.has(way) && !/ -> smtp-server:|:9411$/.test(way));
    expect(onlyInto).toEqual([]);
    expect([...out].filter((way) => !into.has(way))).toEqual([]);
    expect(out).toContain("order -> jaeger:4318");
    expect(out).toContain("prometheus -> alertmanager:9093");
    expect(out.has("order -> prometheus:9090")).toBe(false);
  });
});
