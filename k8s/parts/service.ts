// Everything that one declared service has in the cluster.
import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { isForeground } from "#platform/derive/foreground.ts";
import type { Release } from "../release.ts";
import { scaling } from "../scaling/scaling.ts";
import { clusterRights, looksIntoCluster } from "./cluster-rights.ts";
import { environmentOf } from "./environment.ts";
import { FOREGROUND_SERVICE, SERVICE } from "./resources.ts";
import { sidecarAnnotations } from "./sidecar.ts";
import { waitForBroker } from "./wait-for-broker.ts";
import { account, disruptionBudget, webAddress } from "./web-address.ts";
import { webProgram } from "./web-program.ts";

export const isFixed = ({ scale }: ServiceDeclaration): boolean => scale.min === scale.max;
/** Scaled to zero when it has nothing to do. */
export const sleeps = ({ scale }: ServiceDeclaration): boolean => scale.min === 0;

export function serviceChart(scope: Construct, service: ServiceDeclaration, release: Release): Chart {
  const { name, scale } = service;
  const chart = new Chart(scope, name);
  account(chart, name, "service");
  webProgram(
    chart,
    {
      name,
      role: "service",
      env: environmentOf(service, release),
      first: [waitForBroker(name, release)],
      needs: isForeground(service) ? FOREGROUND_SERVICE : SERVICE,
      // Another broker means other components, so every pod is made anew.
      annotations: { broker: release.broker, ...sidecarAnnotations(name) },
      mayAskCluster: looksIntoCluster(service),
      ...(isFixed(service) ? { replicas: scale.min } : {}),
    },
    release,
  );
  if (looksIntoCluster(service)) clusterRights(chart, service, release);
  webAddress(chart, name, "service");
  disruptionBudget(chart, name, "service");
  if (!isFixed(service)) scaling(chart, service, release);
  return chart;
}
