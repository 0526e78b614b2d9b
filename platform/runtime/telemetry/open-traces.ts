// What a process does with its spans, by the standard variables of OpenTelemetry. By default nothing, which costs nothing.
import type { SpanSink } from "./span.ts";
import { Tracing, type TracingOptions } from "./tracing.ts";

type Variables = Readonly<Record<string, string | undefined>>;

export interface Traces {
  /** Undefined where nobody wants to know. */
  of(service: string): Tracing | undefined;
  close(): Promise<void>;
}

interface TracesOptions extends Pick<TracingOptions, "system" | "random"> {
  readonly variables: Variables;
  readonly instance: string;
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

export async function openTraces({ variables, instance, memory, ...rest }: TracesOptions): Promise<Traces> {
  const name = exporterAskedFor(variables);
  if (name === undefined) {
    if (!memory || isDisabled(variables)) return { of: () => undefined, close: async () => undefined };
    const isSampled: TracingOptions["isSampled"] = (...asked) => memory.isSampled(...asked);
    return {
      of: (service) => new Tracing({ ...rest, service, sink: memory, isSampled }),
      close: async () => undefined,
    };
  }
  const [{ exportSpans }, { samplerOf }] = await Promise.all([import("./exporter.ts"), import("./sampler.ts")]);
  const collector = exportSpans(name, instance);
  const isSampled = samplerOf(variables);
  const sink: SpanSink = memory
    ? { take: (span) => [memory, collector].forEach((each) => each.take(span)) }
    : collector;
  return { of: (service) => new Tracing({ ...rest, service, sink, isSampled }), close: () => collector.close() };
}
