// Sends spans to a collector by OpenTelemetry: OTLP or Zipkin, as the standard variables say; loaded only where they say something.
import { type Link, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { ZipkinExporter } from "@opentelemetry/exporter-zipkin";
import { detectResources, envDetector, type Resource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, type ReadableSpan, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import { SECOND } from "../../declare/duration.ts";
import type { Log } from "../log.ts";
import { spanIdOf, traceIdOf } from "../trace.ts";
import { CollectorWatch } from "./collector-watch.ts";
import type { Span, SpanSink } from "./span.ts";

/** Under load a second has more steps than the standard queue of 2,048 takes. */
const QUEUE = 16_384;
const BATCH = 1_024;
/** How long the end waits for a collector; the state of the service is safe by then. */
const LAST_SEND = SECOND;

interface Kind {
  readonly make: () => SpanExporter;
  /** The first of these variables that is set says where spans go; without any, they go to `usual`. */
  readonly variables: readonly string[];
  readonly usual: string;
}
const KINDS_OF_EXPORTER: Readonly<Record<string, Kind>> = {
  otlp: {
    make: () => new OTLPTraceExporter(),
    variables: ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT"],
    usual: "http://localhost:4318",
  },
  zipkin: {
    make: () => new ZipkinExporter(),
    variables: ["OTEL_EXPORTER_ZIPKIN_ENDPOINT"],
    usual: "http://localhost:9411",
  },
};

export interface SpanExport extends SpanSink, Pick<CollectorWatch, "counts"> {
  /** Sends what waits, if the collector takes it soon; never throws. */
  close(): Promise<void>;
}

/** Throws an error that names what is wrong. `instance`: what tells this process from others of the same service. */
export function exportSpans(name: string, instance: string, log: Log): SpanExport {
  const kind = KINDS_OF_EXPORTER[name];
  if (!kind)
    throw new Error(`OTEL_TRACES_EXPORTER=${name} is none of ${Object.keys(KINDS_OF_EXPORTER).join(", ")}, none.`);
  const collector = collectorOf(kind);
  const mostWaiting = Number(process.env["OTEL_BSP_MAX_QUEUE_SIZE"] || QUEUE);
  const watch = new CollectorWatch(kind.make(), { collector, mostWaiting, log });
  const processor = new BatchSpanProcessor(watch, {
    maxQueueSize: mostWaiting,
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
    counts: watch.counts,
    take(span) {
      if (watch.mayTake()) processor.onEnd(readable(span, resourceOf(span.service)));
    },
    close: () => atMost(LAST_SEND, processor.shutdown()),
  };
}

/** Which host it is; without what else stands in its address, which may be a password. */
function collectorOf({ variables, usual }: Kind): string {
  const variable = variables.find((key) => process.env[key]);
  const address = variable === undefined ? usual : (process.env[variable] ?? "");
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url && /^https?:$/.test(url.protocol)) return url.host;
  throw new Error(`${variable} is not the URL of a collector, such as ${usual}.`);
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

/** Whole microseconds: Zipkin's format has no parts of them, and a collector refuses all that comes with one. */
const time = (milliseconds: number): [number, number] => {
  const seconds = Math.floor(milliseconds / 1_000);
  return [seconds, Math.round((milliseconds - seconds * 1_000) * 1_000) * 1_000];
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
