// The chosen broker, and how the autoscaler may ask it.
import { Chart } from "cdk8s";
import type { Construct } from "constructs";
import { BROKER_PARTS } from "../brokers/broker.ts";
import { TriggerAuthentication } from "../imports/keda.sh.ts";
import type { Release } from "../release.ts";
import { BROKER } from "./secrets.ts";

export function brokerChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, "broker");
  const { build, autoscaler } = BROKER_PARTS[release.broker];
  if (!release.existing.broker) build(chart, release);
  const shown = Object.entries(autoscaler).map(([parameter, key]) => ({
    parameter,
    name: release.existing.broker?.secret ?? BROKER.name,
    key,
  }));
  if (shown.length > 0)
    new TriggerAuthentication(chart, "autoscaler", {
      metadata: { name: BROKER.name },
      spec: { secretTargetRef: shown },
    });
  return chart;
}
