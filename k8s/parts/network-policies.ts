// Who may talk to whom: nobody, except where something declared or derived needs it. Services never talk to each other.
import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { BROKER_PARTS } from "../brokers/broker.ts";
import type { Release } from "../release.ts";
import { settingsOf } from "./choosable.ts";
import { looksIntoCluster } from "./cluster-rights.ts";
import { MAIL } from "./environment.ts";
import { allOf, CLUSTER_API, inNamespace, named, ofRole, policiesIn, ports, towards } from "./peers.ts";
import { PORTS } from "./ports.ts";
import { sleeps } from "./service.ts";

/** Ports of Dapr's sentry and operator on their pods: certificates and components. */
const DAPR = [50_001, 6_500];
/** Of every broker, because while one takes another's place both are there. */
const BROKER_PORTS = Object.values(PORTS.broker);
const AUTOSCALER_PORTS = [...new Set(Object.values(BROKER_PARTS).map(({ autoscalerPort }) => autoscalerPort))];
const DNS = [
  { protocol: "UDP", port: k8s.IntOrString.fromNumber(53) },
  { protocol: "TCP", port: k8s.IntOrString.fromNumber(53) },
];
/** Which services have a need for the mail server, by the setting that names it. */
const sendsMail = (service: Release["declarations"][number]) => settingsOf(service).includes(MAIL);

export function networkPoliciesChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, "network-policies");
  const { namespaces, declarations, existing } = release;
  const store = towards("store", [PORTS.store], existing.store);
  const sleepers = declarations.filter(sleeps).map(({ name }) => name);
  const mailers = declarations.filter(sendsMail).map(({ name }) => name);
  const lookers = declarations.filter(looksIntoCluster).map(({ name }) => name);
  const policy = policiesIn(chart);
  const oneOf = (names: readonly string[]): k8s.LabelSelector => ({
    matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...names] }],
  });

  policy("default-deny", {}, { ingress: [], egress: [] });
  policy("everybody-finds-names", {}, { egress: [{ to: [inNamespace("kube-system")], ports: DNS }] });
  policy("services", allOf("service"), {
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
  policy("doorman", allOf("doorman"), {
    ingress: [{ from: [inNamespace(namespaces.ingress)], ports: ports(PORTS.service) }],
    egress: [{ to: sleepers.map(named), ports: ports(PORTS.service) }, store],
  });
  policy("cluster-api", oneOf(lookers), { egress: [{ ports: ports(...CLUSTER_API) }] });
  policy("mailers", oneOf(mailers), { egress: [towards("mail", [PORTS.smtp], existing.mail)] });
  policy("mail", allOf("mail"), { ingress: [{ from: mailers.map(named), ports: ports(PORTS.smtp) }] });
  if (!existing.store)
    policy("store", allOf("store"), {
      ingress: [
        {
          from: [ofRole("service"), ofRole("doorman"), inNamespace(namespaces.autoscaler)],
          ports: ports(PORTS.store),
        },
      ],
    });
  if (!existing.broker)
    policy("broker", allOf("broker"), {
      ingress: [
        { from: [ofRole("service")], ports: ports(...BROKER_PORTS) },
        { from: [inNamespace(namespaces.autoscaler)], ports: ports(...AUTOSCALER_PORTS) },
      ],
    });
  return chart;
}
