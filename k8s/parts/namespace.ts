// The namespace, which lets no pod in that keeps a right it does not need.
import { Chart } from "cdk8s";
import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import type { Release } from "../release.ts";

export function namespaceChart(scope: Construct, { namespace }: Release): Chart {
  const chart = new Chart(scope, "namespace");
  new k8s.KubeNamespace(chart, "namespace", {
    metadata: {
      name: namespace,
      labels: {
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/warn": "restricted",
      },
    },
  });
  return chart;
}
