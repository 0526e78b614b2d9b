// The name under which others find a program, its account without rights, and how many of its pods may be taken away at once.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { labelsOf, type Role, selectorOf } from "./labels.ts";
import { PORTS } from "./ports.ts";

export function webAddress(scope: Construct, name: string, role: Role, ports: k8s.ServicePort[] = []): void {
  const labels = labelsOf(name, role);
  const http = { name: "http", port: PORTS.web, targetPort: k8s.IntOrString.fromString("http") };
  new k8s.KubeService(scope, "service", {
    metadata: { name, labels },
    spec: { selector: selectorOf(name), ports: [http, ...ports] },
  });
}

/** Pods run as it; it may do nothing, because nobody has bound a role to it. */
export const account = (scope: Construct, name: string, role: Role) =>
  new k8s.KubeServiceAccount(scope, "account", {
    metadata: { name, labels: labelsOf(name, role) },
    automountServiceAccountToken: false,
  });

/** By what may be missing, not by what must be there: so a node can be emptied also where there is one replica. */
export const disruptionBudget = (scope: Construct, name: string, role: Role) =>
  new k8s.KubePodDisruptionBudget(scope, "disruption-budget", {
    metadata: { name, labels: labelsOf(name, role) },
    spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selectorOf(name) } },
  });
