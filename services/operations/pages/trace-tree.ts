// The steps of an order's trace in the order in which they follow from each other, each with how deep it lies.
export interface Span {
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly service: string;
  readonly name: string;
  readonly at: number;
  readonly took: number;
  readonly error?: string;
}
export interface Step extends Span {
  readonly depth: number;
}

/** A step whose cause is not known stands at the beginning of its own branch. */
export function stepsOf(spans: readonly Span[]): Step[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const under = (parent: string | undefined, depth: number): Step[] =>
    spans
      .filter(({ parentSpanId }) => (known.has(parentSpanId ?? "") ? parentSpanId : undefined) === parent)
      .flatMap((span) => [{ ...span, depth }, ...under(span.spanId, depth + 1)]);
  return under(undefined, 0);
}
