// Sends spans to a collector by OpenTelemetry: OTLP or Zipkin, as the standard variables say; loaded only where they say something.
import { type Link, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";
import { detectResources, envDetector, type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { SECOND } from "../../declare/duration.ts";
import { spanIdOf, traceIdOf } from "../trace.ts";
import type { Span, SpanSink } from "./span.ts";

/** Under load a second has more steps than the standard queue of 2,048 takes. */
const QUEUE = 16_384;
const BATCH = 1_024;
/** How long the end waits for a collector; the state of the service is safe by then. */
const LAST_SEND = SECOND;

const EXPORTERS: Readonly<Record<string, () => SpanExporter>> = {
  otlp: () => new OTLPTraceExporter(),
  zipkin: () => new ZipkinExporter(),
};

export interface SpanExport extends SpanSink {
  /** Sends what waits, if the collector takes it soon; never throws. */
  close(): Promise<void>;
}

/** Throws an error that names what is wrong. `instance`: what tells this process from others of the same service. */
export function exportSpans(name: string, instance: string): SpanExport {
  const make = EXPORTERS[name];
  if (!make) throw new Error(`OTEL_TRACES_EXPORTER=${name} is none of ${Object.keys(EXPORTERS).join(", ")}, none.`);
  const processor = new BatchSpanProcessor(make(), {
    maxQueueSize: Number(process.env["OTEL_BSP_MAX_QUEUE_SIZE"] || QUEUE),
    maxExportBatchSize: Number(process.env["OTEL_BSP_MAX_EXPORT_BATCH_SIZE"] || BATCH),
  });
  const given = detectResources({ detectors: [envDetector] });
  const resources = new Map<string, Resource>();
  const resourceOf = (service: string): Resource => {
    const known = resources.get(service);
    if (known) return known;
    const own = { "service.namespace": "millrace", "service.instance.id": instance };
    const made = resourceFromAttributes(own)
      .merge(given)
      .merge(resourceFromAttributes({ "service.name": service }));
    resources.set(service, made);
    return made;
  };
  return {
    take: (span) => processor.onEnd(readable(span, resourceOf(span.service))),
    close: () => atMost(LAST_SEND, processor.shutdown()),
  };
}

/** Spans that are lost are no reason to end badly, nor late. */
async function atMost(longest: number, sending: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((over) => {
    timer = setTimeout(over, longest);
  });
  await Promise.race([sending.catch(() => undefined), late]);
  clearTimeout(timer);
}

const KINDS = {
  server: SpanKind.SERVER,
  producer: SpanKind.PRODUCER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
} as const satisfies Record<Span["kind"], SpanKind>;

const SCOPE = { name: "millrace" };
const SAMPLED = 1;

const time = (milliseconds: number): [number, number] => {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000_000)];
};
const contextOf = (traceId: string, spanId: string) => ({ traceId, spanId, traceFlags: SAMPLED });
const linkTo = (traceparent: string): Link => ({ context: contextOf(traceIdOf(traceparent), spanIdOf(traceparent)) });

function readable(span: Span, resource: Resource): ReadableSpan {
  const { traceId, spanId, parentSpanId, name, kind, start, end, attributes, links, error } = span;
  const context = contextOf(traceId, spanId);
  return {
    name,
    kind: KINDS[kind],
    spanContext: () => context,
    ...(parentSpanId !== undefined && { parentSpanContext: contextOf(traceId, parentSpanId) }),
    startTime: time(start),
    endTime: time(end),
    duration: time(end - start),
    status: { code: error === undefined ? SpanStatusCode.UNSET : SpanStatusCode.ERROR },
    attributes: error === undefined ? attributes : { ...attributes, "error.type": error },
    links: links.map(linkTo),
    events: [],
    ended: true,
    resource,
    instrumentationScope: SCOPE,
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  };
}
