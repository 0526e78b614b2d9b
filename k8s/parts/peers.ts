// The words of network policies: who, and on which ports.
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import type { ExistingServer } from "../release.ts";
import { type Role, roleLabel, selectorOf } from "./labels.ts";

type Peer = k8s.NetworkPolicyPeer;

export const ofRole = (role: Role): Peer => ({ podSelector: { matchLabels: roleLabel(role) } });
export const named = (name: string): Peer => ({ podSelector: { matchLabels: selectorOf(name) } });
export const inNamespace = (name: string): Peer => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});
export const ports = (...numbers: number[]) => numbers.map((port) => ({ port: k8s.IntOrString.fromNumber(port) }));

/** Where in the network a server is that was there before, nobody can know here; so only its port is named. */
export const towards = (
  role: Role,
  numbers: readonly number[],
  existing?: Pick<ExistingServer, "port">,
): k8s.NetworkPolicyEgressRule =>
  existing ? { ports: ports(existing.port) } : { to: [ofRole(role)], ports: ports(...numbers) };

export const allOf = (role: Role): k8s.LabelSelector => ({ matchLabels: roleLabel(role) });

/** The cluster's API has no pod that a policy could name: its port on its service, and on its machine. */
export const CLUSTER_API = [443, 6_443];

/** Adds policies to `scope`. */
export const policiesIn =
  (scope: Construct) => (name: string, podSelector: k8s.LabelSelector, spec: Partial<k8s.NetworkPolicySpec>) =>
    new k8s.KubeNetworkPolicy(scope, name, {
      metadata: { name },
      spec: {
        podSelector,
        policyTypes: [...(spec.ingress ? ["Ingress"] : []), ...(spec.egress ? ["Egress"] : [])],
        ...spec,
      },
    });
