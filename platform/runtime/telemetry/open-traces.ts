// What a process does with its spans, by the standard variables of OpenTelemetry. By default nothing, which costs nothing.
import type { Log } from "../log.ts";
import type { Family } from "./family.ts";
import type { SpanSink } from "./span.ts";
import { Tracing, type TracingOptions } from "./tracing.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface Traces {
  /** Undefined where nobody wants to know. */
  of(service: string): Tracing | undefined;
  /** Of this process; none where nothing leaves it. */
  figures(labels: Readonly<Record<string, string>>): readonly Family[];
  close(): Promise<void>;
}

interface TracesOptions extends Pick<TracingOptions, "system" | "random"> {
  readonly variables: Variables;
  readonly instance: string;
  readonly log: Log;
  /** Gets the spans too, and decides for how many traces where no collector is named. */
  readonly memory?: SpanSink & Pick<TracingOptions, "isSampled">;
}

const ENDPOINTS = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"];

const isDisabled = (variables: Variables): boolean => variables["OTEL_SDK_DISABLED"]?.toLowerCase() === "true";

/** Which exporter is asked for; naming a collector asks for OTLP. */
export function exporterAskedFor(variables: Variables): string | undefined {
  if (isDisabled(variables)) return undefined;
  const name = variables["OTEL_TRACES_EXPORTER"] || (ENDPOINTS.some((key) => variables[key]) ? "otlp" : "none");
  return name === "none" ? undefined : name;
}

const KEPT_HERE: Pick<Traces, "figures" | "close"> = { figures: () => [], close: async () => undefined };

const toldOf = (counts: Readonly<Record<string, number>>, labels: Readonly<Record<string, string>>): Family => ({
  name: "millrace_spans_total",
  help: "Steps of traces by what became of them: sent to the collector, or lost.",
  kind: "counter",
  points: Object.entries(counts).map(([outcome, value]) => ({ labels: { ...labels, outcome }, value })),
});

export async function openTraces({ variables, instance, log, memory, ...rest }: TracesOptions): Promise<Traces> {
  const name = exporterAskedFor(variables);
  if (name === undefined) {
    if (!memory || isDisabled(variables)) return { of: () => undefined, ...KEPT_HERE };
    const isSampled: TracingOptions["isSampled"] = (...asked) => memory.isSampled(...asked);
    return { of: (service) => new Tracing({ ...rest, service, sink: memory, isSampled }), ...KEPT_HERE };
  }
  const [{ exportSpans }, { samplerOf }] = await Promise.all([import("./exporter.ts"), import("./sampler.ts")]);
  const collector = exportSpans(name, instance, log);
  const isSampled = samplerOf(variables);
  const sink: SpanSink = memory
    ? { take: (span) => [memory, collector].forEach((each) => each.take(span)) }
    : collector;
  return {
    of: (service) => new Tracing({ ...rest, service, sink, isSampled }),
    figures: (labels) => [toldOf(collector.counts, labels)],
    close: () => collector.close(),
  };
}
