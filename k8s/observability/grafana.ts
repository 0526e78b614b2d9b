// Grafana with the dashboards that follow from the declarations; who can reach it may look, and nobody can change anything.

import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { stringify } from "yaml";
import { dashboardsOf } from "#platform/derive/observability/dashboards.ts";
import { grafana as drawn } from "#platform/derive/observability/panels.ts";
import { PORTS } from "../parts/ports.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";
import { GRAFANA, grafanaPolicies } from "./policies.ts";
import { PROMETHEUS } from "./prometheus.ts";
import { settingsFolder } from "./settings-folder.ts";
import { JAEGER } from "./traces.ts";

const USER = 472;
const PROVISIONING = "/etc/grafana/provisioning";

const sources = ({ existing }: Release) => ({
  apiVersion: 1,
  datasources: [
    source(PROMETHEUS, PORTS.prometheus, { isDefault: true }),
    ...(existing.collector ? [] : [source(JAEGER, PORTS.jaeger)]),
  ],
});
const source = (name: string, port: number, more: object = {}) => ({
  name,
  uid: name,
  type: name,
  access: "proxy",
  url: `http://${name}:${port}`,
  ...more,
});

const SETTINGS = {
  GF_PATHS_PROVISIONING: PROVISIONING,
  GF_AUTH_ANONYMOUS_ENABLED: "true",
  GF_AUTH_ANONYMOUS_ORG_ROLE: "Viewer",
  GF_AUTH_DISABLE_LOGIN_FORM: "true",
  GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: "true",
  // Nothing leaves the namespace.
  GF_ANALYTICS_REPORTING_ENABLED: "false",
  GF_ANALYTICS_CHECK_FOR_UPDATES: "false",
  GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: "false",
  GF_PLUGINS_PREINSTALL_DISABLED: "true",
};

export function grafanaChart(app: Construct, release: Release): Chart {
  const scope = new Chart(app, GRAFANA);
  if (!release.observability.enabled || !release.observability.grafana) return scope;
  grafanaPolicies(scope, release);
  const dashboards = settingsFolder(
    scope,
    GRAFANA,
    Object.fromEntries(
      dashboardsOf(release.declarations).map((dashboard) => [
        `${dashboard.name}.json`,
        JSON.stringify(drawn(dashboard)),
      ]),
    ),
    "dashboards",
  );
  const providers = [{ name: "millrace", type: "file", options: { path: dashboards.folder } }];
  const provisioning = settingsFolder(
    scope,
    GRAFANA,
    {
      "sources.yaml": stringify(sources(release)),
      "dashboards.yaml": stringify({ apiVersion: 1, providers }),
    },
    "provisioning",
  );
  const { name: volume } = provisioning.volume;
  server(scope, {
    name: GRAFANA,
    role: "observability",
    image: version("GRAFANA_IMAGE"),
    user: USER,
    ports: { web: PORTS.grafana },
    readiness: { httpGet: { path: "/api/health", port: k8s.IntOrString.fromString("web") }, periodSeconds: 2 },
    needs: { cpu: "20m", memory: "128Mi", mostCpu: "1", mostMemory: "384Mi" },
    data: "/var/lib/grafana",
    volumes: [provisioning.volume, dashboards.volume, { name: "temporary", emptyDir: {} }],
    mounts: {
      [volume]: [
        { path: `${PROVISIONING}/datasources/sources.yaml`, file: "sources.yaml" },
        { path: `${PROVISIONING}/dashboards/dashboards.yaml`, file: "dashboards.yaml" },
      ],
      [dashboards.volume.name]: dashboards.folder,
      temporary: "/tmp",
    },
    grace: 10,
    container: { env: Object.entries(SETTINGS).map(([name, value]) => ({ name, value })) },
  });
  return scope;
}
