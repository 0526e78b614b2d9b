// Prometheus with the rules that follow from the declarations; it finds the pods of its namespace by the cluster's API.
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { stringify } from "yaml";
import { ruleFile } from "#platform/derive/observability/alerts.ts";
import { labelsOf } from "../parts/labels.ts";
import { PORTS } from "../parts/ports.ts";
import { server } from "../parts/server.ts";
import type { Release } from "../release.ts";
import { version } from "../versions.ts";
import { ALERTMANAGER } from "./alertmanager.ts";
import { scrapesOf } from "./scrapes.ts";
import { quotedYaml, settingsFolder } from "./settings-folder.ts";

export const PROMETHEUS = "prometheus";
const USER = 65_534;
const RULES = "rules.yaml";
const CONFIG = "prometheus.yaml";
const EVERY = "5s";
const DATA = "/data";

const settingsOf = (release: Release) => ({
  global: { scrape_interval: EVERY, evaluation_interval: EVERY },
  storage: { tsdb: { retention: { time: "7d", size: "1500MB" } } },
  rule_files: [RULES],
  alerting: { alertmanagers: [{ static_configs: [{ targets: [`${ALERTMANAGER}:${PORTS.alertmanager}`] }] }] },
  scrape_configs: scrapesOf(release),
});

export function prometheus(scope: Construct, release: Release): void {
  const { volume, folder } = settingsFolder(scope, PROMETHEUS, {
    [CONFIG]: quotedYaml(settingsOf(release)),
    [RULES]: stringify(ruleFile(release.declarations), { lineWidth: 0 }),
  });
  rights(scope, release);
  server(scope, {
    name: PROMETHEUS,
    role: "observability",
    image: version("PROMETHEUS_IMAGE"),
    user: USER,
    ports: { web: PORTS.prometheus },
    readiness: { httpGet: { path: "/-/ready", port: k8s.IntOrString.fromString("web") }, periodSeconds: 2 },
    needs: { cpu: "50m", memory: "128Mi", mostCpu: "1", mostMemory: "768Mi" },
    disk: "2Gi",
    data: DATA,
    volumes: [volume],
    mounts: { [volume.name]: folder },
    grace: 30,
    mayAskCluster: true,
    container: {
      args: [
        `--config.file=${folder}/${CONFIG}`,
        `--storage.tsdb.path=${DATA}`,
        // New rules come with an upgrade, and the pod stays.
        "--config.auto-reload",
      ],
    },
  });
}

/** It may see this namespace's pods, and nothing else. */
function rights(scope: Construct, { namespace }: Release): void {
  const metadata = { name: PROMETHEUS, labels: labelsOf(PROMETHEUS, "observability") };
  new k8s.KubeRole(scope, "rights", {
    metadata,
    rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get", "list", "watch"] }],
  });
  new k8s.KubeRoleBinding(scope, "rights-of-account", {
    metadata,
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: PROMETHEUS },
    subjects: [{ kind: "ServiceAccount", name: PROMETHEUS, namespace }],
  });
}
