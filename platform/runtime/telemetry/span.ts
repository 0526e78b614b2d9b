// One step of a trace, as the runtime's seams tell it: what was done, by whom, for how long, and what it followed from.

/** The kinds of OpenTelemetry that occur here: a request answered, an event made, a batch sent, an event handled. */
export type SpanKind = "server" | "producer" | "client" | "consumer";

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly service: string;
  readonly name: string;
  readonly kind: SpanKind;
  /** Milliseconds since 1970, with fractions. */
  readonly start: number;
  readonly end: number;
  /** Named by the semantic conventions of OpenTelemetry where they have a name. */
  readonly attributes: Readonly<Record<string, string | number>>;
  /** Traceparents of other traces' steps that this one served too. */
  readonly links: readonly string[];
  /** A problem's code; never an error's text, which may quote personal data. */
  readonly error: string | undefined;
}

/** Whoever wants to know of spans. */
export interface SpanSink {
  take(span: Span): void;
}

/** Finer than a clock of whole milliseconds, because most steps are shorter. */
export const preciseNow = (): number => BEGAN + performance.now();
const BEGAN = performance.timeOrigin;
