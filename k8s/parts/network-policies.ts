// Who may talk to whom: nobody, except where something declared or derived needs it. Services never talk to each other.
import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { BROKER_PARTS } from "../brokers/broker.ts";
import type { ExistingServer, Release } from "../release.ts";
import { looksIntoCluster } from "./cluster-rights.ts";
import { settingsOf } from "./environment.ts";
import { type Role, roleLabel, selectorOf } from "./labels.ts";
import { PORTS } from "./ports.ts";
import { sleeps } from "./service.ts";

type Peer = k8s.NetworkPolicyPeer;
const ofRole = (role: Role): Peer => ({ podSelector: { matchLabels: roleLabel(role) } });
const named = (name: string): Peer => ({ podSelector: { matchLabels: selectorOf(name) } });
const inNamespace = (name: string): Peer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
const ports = (...numbers: number[]) => numbers.map((port) => ({ port: k8s.IntOrString.fromNumber(port) }));

/** Where in the network a server is that was there before, nobody can know here; so only its port is named. */
const towards = (role: Role, numbers: readonly number[], existing?: ExistingServer): k8s.NetworkPolicyEgressRule =>
  existing ? { ports: ports(existing.port) } : { to: [ofRole(role)], ports: ports(...numbers) };

/** Ports of Dapr's sentry and operator on their pods: certificates and components. */
const DAPR = [50_001, 6_500];
/** Of every broker, because while one takes another's place both are there. */
const BROKER_PORTS = Object.values(PORTS.broker);
const AUTOSCALER_PORTS = [...new Set(Object.values(BROKER_PARTS).map(({ autoscalerPort }) => autoscalerPort))];
/** The cluster's API has no pod that a policy could name: its port on its service, and on its machine. */
const CLUSTER_API = [443, 6_443];
const DNS = [
  { protocol: "UDP", port: k8s.IntOrString.fromNumber(53) },
  { protocol: "TCP", port: k8s.IntOrString.fromNumber(53) },
];
/** Which services have a need for the mail server, by the setting that names it. */
const sendsMail = (service: Release["declarations"][number]) => settingsOf(service).includes("SMTP_URL");

export function networkPoliciesChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, "network-policies");
  const { namespaces, declarations, existing } = release;
  const store = towards("store", [PORTS.store], existing.store);
  const sleepers = declarations.filter(sleeps).map(({ name }) => name);
  const mailers = declarations.filter(sendsMail).map(({ name }) => name);
  const lookers = declarations.filter(looksIntoCluster).map(({ name }) => name);
  const policy = (name: string, podSelector: k8s.LabelSelector, spec: Partial<k8s.NetworkPolicySpec>) =>
    new k8s.KubeNetworkPolicy(chart, name, {
      metadata: { name },
      spec: {
        podSelector,
        policyTypes: [...(spec.ingress ? ["Ingress"] : []), ...(spec.egress ? ["Egress"] : [])],
        ...spec,
      },
    });
  const roles = (role: Role): k8s.LabelSelector => ({ matchLabels: roleLabel(role) });
  const oneOf = (names: readonly string[]): k8s.LabelSelector => ({
    matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...names] }],
  });

  policy("default-deny", {}, { ingress: [], egress: [] });
  policy("everybody-finds-names", {}, { egress: [{ to: [inNamespace("kube-system")], ports: DNS }] });
  policy("services", roles("service"), {
    ingress: [{ from: [inNamespace(namespaces.ingress)], ports: ports(PORTS.service) }],
    egress: [
      store,
      towards("broker", BROKER_PORTS, existing.broker),
      { to: [inNamespace(namespaces.dapr)], ports: ports(...DAPR) },
    ],
  });
  policy("sleepers", oneOf(sleepers), {
    ingress: [{ from: [ofRole("doorman")], ports: ports(PORTS.service) }],
  });
  policy("doorman", roles("doorman"), {
    ingress: [{ from: [inNamespace(namespaces.ingress)], ports: ports(PORTS.service) }],
    egress: [{ to: sleepers.map(named), ports: ports(PORTS.service) }, store],
  });
  policy("cluster-api", oneOf(lookers), { egress: [{ ports: ports(...CLUSTER_API) }] });
  policy("mailers", oneOf(mailers), { egress: [{ to: [ofRole("mail")], ports: ports(PORTS.smtp) }] });
  policy("mail", roles("mail"), { ingress: [{ from: mailers.map(named), ports: ports(PORTS.smtp) }] });
  if (!existing.store)
    policy("store", roles("store"), {
      ingress: [
        {
          from: [ofRole("service"), ofRole("doorman"), inNamespace(namespaces.autoscaler)],
          ports: ports(PORTS.store),
        },
      ],
    });
  if (!existing.broker)
    policy("broker", roles("broker"), {
      ingress: [
        { from: [ofRole("service")], ports: ports(...BROKER_PORTS) },
        { from: [inNamespace(namespaces.autoscaler)], ports: ports(...AUTOSCALER_PORTS) },
      ],
    });
  return chart;
}
