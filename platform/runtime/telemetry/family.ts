// Measurements in OpenTelemetry's model, written as the Prometheus text format by its serializer.
import { ValueType } from "@opentelemetry/api";
import { PrometheusSerializer } from "@opentelemetry/exporter-prometheus";
import { emptyResource } from "@opentelemetry/resources";
import {
  AggregationTemporality,
  DataPointType,
  type MetricData,
  type ResourceMetrics,
} from "@opentelemetry/sdk-metrics";
import type { Histogram } from "./histogram.ts";

type Labels = Readonly<Record<string, string>>;

/** Labels come from declarations and other short lists only: never from what people send. */
export type Family = { readonly name: string; readonly help: string } & (
  | { readonly kind: "counter" | "gauge"; readonly points: readonly { labels: Labels; value: number }[] }
  | { readonly kind: "histogram"; readonly points: readonly { labels: Labels; value: Histogram }[] }
);

/** Neither a line about the process that is the same everywhere, nor a label that names this library. */
const serializer = new PrometheusSerializer(undefined, false, undefined, true, true);
const BEGINNING: [number, number] = [0, 0];

export function prometheusText(families: readonly Family[]): string {
  const told = families.filter(({ points }) => points.length > 0);
  const metrics: ResourceMetrics = {
    resource: emptyResource(),
    scopeMetrics: [{ scope: { name: "millrace" }, metrics: told.map(dataOf) }],
  };
  return serializer.serialize(metrics);
}

function dataOf(family: Family): MetricData {
  const descriptor = { name: family.name, description: family.help, unit: "", valueType: ValueType.DOUBLE };
  const common = { descriptor, aggregationTemporality: AggregationTemporality.CUMULATIVE };
  const at = (labels: Labels) => ({ startTime: BEGINNING, endTime: BEGINNING, attributes: labels });
  switch (family.kind) {
    case "counter":
    case "gauge": {
      const dataPoints = family.points.map(({ labels, value }) => ({ ...at(labels), value }));
      const isCounter = family.kind === "counter";
      return isCounter
        ? { ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }
        : { ...common, dataPointType: DataPointType.GAUGE, dataPoints };
    }
    case "histogram":
      return {
        ...common,
        dataPointType: DataPointType.HISTOGRAM,
        dataPoints: family.points.map(({ labels, value: { bounds, counts, sum, count } }) => ({
          ...at(labels),
          value: { buckets: { boundaries: [...bounds], counts: [...counts] }, sum, count },
        })),
      };
  }
}
