// What services are told about their traces: where they go, and how many of them.
import type { k8s } from "cdk8s-plus-27";
import { PORTS } from "../parts/ports.ts";
import { addressOf, type Release } from "../release.ts";

export const JAEGER = "jaeger";
/** Variables of OpenTelemetry. */
export const TRACES = { endpoint: "OTEL_EXPORTER_OTLP_ENDPOINT", sampled: "OTEL_TRACES_SAMPLER_ARG" } as const;

/** Any collector that takes OTLP over HTTP; undefined where nobody wants to know. */
export function collectorOf({ existing: { collector }, observability }: Release): string | undefined {
  if (collector) return addressOf(collector);
  return observability.enabled ? `${JAEGER}:${PORTS.traces.otlp}` : undefined;
}

export function tracesEnvironment(release: Release): k8s.EnvVar[] {
  const collector = collectorOf(release);
  if (collector === undefined) return [];
  return [
    { name: TRACES.endpoint, value: `http://${collector}` },
    { name: "OTEL_TRACES_SAMPLER", value: "parentbased_traceidratio" },
    { name: TRACES.sampled, value: release.observability.sampled },
  ];
}
