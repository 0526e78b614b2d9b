// The layer that looks at the platform; where it is off, only the way to a collector that is there already.
import { Chart } from "cdk8s";
import { Construct } from "constructs";
import type { Release } from "../release.ts";
import { alertmanager } from "./alertmanager.ts";
import { jaeger } from "./jaeger.ts";
import { layerPolicies, tracesPolicies } from "./policies.ts";
import { prometheus } from "./prometheus.ts";
import { collectorOf } from "./traces.ts";

export function observabilityChart(scope: Construct, release: Release): Chart {
  const chart = new Chart(scope, "observability");
  const { observability, existing } = release;
  /** Each server has a part of its own, so that their objects' ids do not meet. */
  const part = (id: string): Construct => new Construct(chart, id);
  if (collectorOf(release)) tracesPolicies(chart, release);
  if (!observability.enabled) return chart;
  layerPolicies(chart, release);
  if (!existing.collector) jaeger(part("traces-store"));
  prometheus(part("figures"), release);
  alertmanager(part("alerts"), release);
  return chart;
}
