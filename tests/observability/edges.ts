// The derived graph as it must be seen in traces: who publishes what to whom.
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { consumersOf, emittedBy } from "#platform/derive/graph.ts";
import type { StoredSpan } from "./jaeger-api.ts";

const edge = (publisher: string, topic: string, consumer: string): string => `${publisher} -${topic}-> ${consumer}`;

export const edgesOf = (declarations: readonly ServiceDeclaration[]): readonly string[] =>
  declarations.flatMap((publisher) =>
    emittedBy(publisher).flatMap(({ name }) =>
      consumersOf(name, declarations).map((consumer) => edge(publisher.name, name, consumer)),
    ),
  );

/** An event is handled as a step that follows from the one that created it. In small letters, as Zipkin's format has no others for names. */
export function edgesIn(spans: readonly StoredSpan[]): ReadonlySet<string> {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  return new Set(
    spans.flatMap(({ name, service, parentSpanId = "" }) => {
      const [verb, topic = ""] = name.split(" ");
      const cause = byId.get(parentSpanId);
      return verb === "process" && cause?.name === `create ${topic}`
        ? [edge(cause.service, topic, service).toLowerCase()]
        : [];
    }),
  );
}

/** Throws an error that names edges of which no span tells. */
export function expectEveryEdge(declarations: readonly ServiceDeclaration[], spans: readonly StoredSpan[]): void {
  const seen = edgesIn(spans);
  const lacking = edgesOf(declarations).filter((expected) => !seen.has(expected.toLowerCase()));
  if (lacking.length > 0) throw new Error(`No span of ${lacking.join(", ")}.`);
}

/** Steps of one trace that follow from no other of it: its beginning alone, if nothing is lost. */
export function beginningsOf(traceId: string | undefined, spans: readonly StoredSpan[]): readonly StoredSpan[] {
  const trace = spans.filter((span) => span.traceId === traceId);
  const ids = new Set(trace.map(({ spanId }) => spanId));
  return trace.filter(({ parentSpanId }) => !ids.has(parentSpanId ?? ""));
}
