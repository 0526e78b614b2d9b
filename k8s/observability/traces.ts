// What services are told about their traces: where they go, and how many of them.
import type { k8s } from "cdk8s-plus-27";
import { PORTS } from "../parts/ports.ts";
import { addressOf, type Release } from "../release.ts";

export const JAEGER = "jaeger";

/** Any collector that takes OTLP over HTTP; undefined where nobody wants to know. */
export function collectorOf({ existing: { collector }, observability }: Release): string | undefined {
  if (collector) return addressOf(collector);
  return observability.enabled ? `${JAEGER}:${PORTS.traces.otlp}` : undefined;
}

export function tracesEnvironment(release: Release): k8s.EnvVar[] {
  const collector = collectorOf(release);
  if (collector === undefined) return [];
  return [
    { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: `http://${collector}` },
    { name: "OTEL_TRACES_SAMPLER", value: "parentbased_traceidratio" },
    { name: "OTEL_TRACES_SAMPLER_ARG", value: release.observability.sampled },
  ];
}
