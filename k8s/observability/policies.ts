// The layer's edges, beside those of the platform itself: who shows figures to whom, and where traces and alerts go.
import type { Construct } from "constructs";
import { BROKERS } from "#platform/derive/dapr/brokers.ts";
import { selectorOf } from "../parts/labels.ts";
import { allOf, CLUSTER_API, inNamespace, named, ofRole, policiesIn, ports } from "../parts/peers.ts";
import { PORTS } from "../parts/ports.ts";
import type { Release } from "../release.ts";
import { ALERTMANAGER } from "./alertmanager.ts";
import { PROMETHEUS } from "./prometheus.ts";
import { JAEGER } from "./traces.ts";

export const GRAFANA = "grafana";
const pod = (name: string) => ({ matchLabels: selectorOf(name) });
/** Of every broker, because one may take another's place. */
const OF_BROKER = BROKERS.map((broker) => PORTS.metrics[broker]);
const FIGURES = [PORTS.service, PORTS.metrics.sidecar];
/** Mail servers listen there; where they are, nobody can know here. */
const MAIL = [25, 465, 587, PORTS.smtp];

/** Services to the collector, whosever it is. */
export function tracesPolicies(scope: Construct, { existing: { collector } }: Release): void {
  const policy = policiesIn(scope);
  if (collector) policy("traces", allOf("service"), { egress: [{ ports: ports(collector.port) }] });
  else policy("traces", allOf("service"), { egress: [{ to: [named(JAEGER)], ports: ports(PORTS.traces.otlp) }] });
}

export function layerPolicies(scope: Construct, { namespaces, existing }: Release): void {
  const policy = policiesIn(scope);
  policy("figures-of-services", allOf("service"), {
    ingress: [{ from: [named(PROMETHEUS)], ports: ports(...FIGURES) }],
  });
  policy("figures-of-broker", allOf("broker"), {
    ingress: [{ from: [named(PROMETHEUS)], ports: ports(...OF_BROKER) }],
  });
  policy(PROMETHEUS, pod(PROMETHEUS), {
    egress: [
      { to: [ofRole("service")], ports: ports(...FIGURES) },
      { to: [ofRole("broker")], ports: ports(...OF_BROKER) },
      { to: [inNamespace(namespaces.autoscaler)], ports: ports(PORTS.metrics.autoscaler) },
      { to: [named(ALERTMANAGER)], ports: ports(PORTS.alertmanager) },
      { ports: ports(...CLUSTER_API) },
    ],
  });
  policy(ALERTMANAGER, pod(ALERTMANAGER), {
    ingress: [{ from: [named(PROMETHEUS)], ports: ports(PORTS.alertmanager) }],
    egress: [{ ports: ports(...MAIL) }],
  });
  policy("mail-of-alerts", allOf("mail"), { ingress: [{ from: [named(ALERTMANAGER)], ports: ports(PORTS.smtp) }] });
  if (!existing.collector)
    policy(JAEGER, pod(JAEGER), {
      ingress: [{ from: [ofRole("service")], ports: ports(...Object.values(PORTS.traces)) }],
    });
}

/** What it draws it asks for. */
export function grafanaPolicies(scope: Construct, { existing }: Release): void {
  const policy = policiesIn(scope);
  const asked = { [PROMETHEUS]: PORTS.prometheus, ...(existing.collector ? {} : { [JAEGER]: PORTS.jaeger }) };
  for (const [name, port] of Object.entries(asked))
    policy(`${name}-for-${GRAFANA}`, pod(name), { ingress: [{ from: [named(GRAFANA)], ports: ports(port) }] });
  policy(GRAFANA, pod(GRAFANA), {
    egress: Object.entries(asked).map(([name, port]) => ({ to: [named(name)], ports: ports(port) })),
  });
}
