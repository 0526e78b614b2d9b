// The one account with rights on the cluster's API: that of the service that shows replicas, and kills them where faults are on.
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import type { Release } from "../release.ts";
import { settingsOf } from "./choosable.ts";
import { labelsOf } from "./labels.ts";

/** By the setting that tells it where it runs. */
export const looksIntoCluster = (service: ServiceDeclaration): boolean =>
  settingsOf(service).includes("CLUSTER_NAMESPACE");

const LOOK = ["get", "list"];

export function clusterRights(scope: Construct, { name }: ServiceDeclaration, { faults, namespace }: Release): void {
  const labels = labelsOf(name, "service");
  new k8s.KubeRole(scope, "rights", {
    metadata: { name, labels },
    rules: [
      { apiGroups: [""], resources: ["pods"], verbs: [...LOOK, ...(faults ? ["delete"] : [])] },
      { apiGroups: ["apps"], resources: ["deployments"], verbs: LOOK },
      { apiGroups: ["autoscaling"], resources: ["horizontalpodautoscalers"], verbs: LOOK },
    ],
  });
  new k8s.KubeRoleBinding(scope, "rights-of-account", {
    metadata: { name, labels },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name },
    subjects: [{ kind: "ServiceAccount", name, namespace }],
  });
}
