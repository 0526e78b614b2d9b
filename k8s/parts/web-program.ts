// A program of ours that answers HTTP, as a Deployment: the same safe form for services and for the cluster's own programs.

import { k8s } from "cdk8s-plus-27";
import type { Construct } from "constructs";
import { imageOf, type Release } from "../release.ts";
import { ENDING, TERMINATION_GRACE } from "./ending.ts";
import { containerSecurity, podSecurity } from "./hardening.ts";
import { labelsOf, type Role, selectorOf } from "./labels.ts";
import { PORTS } from "./ports.ts";
import { type Needs, resourcesOf } from "./resources.ts";

export interface WebProgram {
  readonly name: string;
  readonly role: Role;
  readonly env: k8s.EnvVar[];
  readonly needs: Needs;
  readonly annotations?: Record<string, string>;
  readonly ports?: k8s.ContainerPort[];
  /** Whether it gets a token for the cluster's API. */
  readonly mayAskCluster?: boolean;
  /** What comes before it. */
  readonly first?: k8s.Container[];
  /** Left out where an autoscaler decides. */
  readonly replicas?: number;
}

const probe = (path: string, periodSeconds: number, failureThreshold: number): k8s.Probe => ({
  httpGet: { path, port: k8s.IntOrString.fromString("http") },
  periodSeconds,
  timeoutSeconds: 2,
  failureThreshold,
});

export function webProgram(scope: Construct, program: WebProgram, release: Release): k8s.KubeDeployment {
  const { name, role, env, needs, annotations = {}, ports = [], first, replicas, mayAskCluster = false } = program;
  const labels = labelsOf(name, role);
  return new k8s.KubeDeployment(scope, "deployment", {
    metadata: { name, labels },
    spec: {
      ...(replicas === undefined ? {} : { replicas }),
      selector: { matchLabels: selectorOf(name) },
      revisionHistoryLimit: 3,
      strategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxUnavailable: k8s.IntOrString.fromNumber(0), maxSurge: k8s.IntOrString.fromNumber(1) },
      },
      template: {
        metadata: { labels, annotations },
        spec: {
          serviceAccountName: name,
          automountServiceAccountToken: mayAskCluster,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: TERMINATION_GRACE,
          securityContext: podSecurity(),
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "kubernetes.io/hostname",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: selectorOf(name) },
            },
          ],
          ...(first && { initContainers: first }),
          containers: [
            {
              name,
              image: imageOf(name, release),
              imagePullPolicy: "IfNotPresent",
              env,
              ports: [{ name: "http", containerPort: PORTS.service }, ...ports],
              resources: resourcesOf(needs),
              securityContext: containerSecurity,
              startupProbe: probe("/health/live", 1, 60),
              livenessProbe: probe("/health/live", 10, 6),
              readinessProbe: probe("/health/ready", 2, 2),
              lifecycle: { preStop: { exec: { command: ["sleep", String(ENDING.leave)] } } },
            },
          ],
        },
      },
    },
  });
}
