// Whom Prometheus asks for figures: every pod of a service and its sidecar, the broker, and the autoscaler.
import { PORTS } from "../parts/ports.ts";
import { hostOf, type Release } from "../release.ts";

type Role = "service" | "broker";
type Rule = Readonly<Record<string, unknown>>;

const label = (name: string): string => `__meta_kubernetes_pod_label_app_kubernetes_io_${name}`;
const PORT_NAME = "__meta_kubernetes_pod_container_port_name";

/** Pods of this namespace as they come and go; those that sleep are nobody's target. */
const pods = (role: Role) => [
  {
    role: "pod",
    namespaces: { own_namespace: true },
    selectors: [{ role: "pod", label: `app.kubernetes.io/component=${role}` }],
  },
];
const onPort = (name: string): readonly Rule[] => [
  { source_labels: [PORT_NAME], regex: name, action: "keep" },
  { source_labels: ["__meta_kubernetes_pod_phase"], regex: "Pending|Succeeded|Failed", action: "drop" },
  { source_labels: [label("name")], target_label: "service" },
  { source_labels: ["__meta_kubernetes_pod_name"], target_label: "instance" },
];
const job = (name: string, role: Role, port: string, settings: Rule = {}): Rule => ({
  job_name: name,
  kubernetes_sd_configs: pods(role),
  relabel_configs: onPort(port),
  // A service says by itself which one it is.
  honor_labels: true,
  ...settings,
});

export const scrapesOf = ({ namespace, namespaces: { autoscaler } }: Release): readonly Rule[] => [
  job("millrace", "service", "http"),
  job("millrace-sidecars", "service", "dapr-metrics"),
  job("millrace-broker", "broker", "metrics"),
  {
    job_name: "autoscaler",
    static_configs: [
      { targets: [`${hostOf("keda-operator", { namespace: autoscaler })}:${PORTS.metrics.autoscaler}`] },
    ],
    honor_labels: true,
    // It serves the whole cluster.
    metric_relabel_configs: [
      { source_labels: ["__name__", "namespace"], regex: `keda_scal.+;${namespace}`, action: "keep" },
      { source_labels: ["scaledObject"], regex: "(.+)", target_label: "service" },
    ],
  },
];
