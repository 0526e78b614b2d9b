// The last traces, in this process's memory, for those who want to see an order's without any other program.
import { SECOND } from "../../declare/duration.ts";
import type { TraceSpan } from "../../declare/trace-span.ts";
import type { Span, SpanSink } from "./span.ts";

const TRACES_KEPT = 200;
const SPANS_EACH = 400;
/** New traces in a second that are told, in the long run and at once: under load a sample says as much, and costs less. */
const TRACES_A_SECOND = 10;
const TRACES_AT_ONCE = 60;

export class RecentTraces implements SpanSink {
  readonly #traces = new Map<string, Span[]>();
  #left = TRACES_AT_ONCE;
  #since = Date.now();

  isSampled(_traceId: string, _parent: string | undefined, mayTell: boolean): boolean {
    if (!mayTell) return false;
    const now = Date.now();
    this.#left = Math.min(TRACES_AT_ONCE, this.#left + ((now - this.#since) / SECOND) * TRACES_A_SECOND);
    this.#since = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
  take(span: Span): void {
    const known = this.#traces.get(span.traceId);
    if (known) {
      if (known.length < SPANS_EACH) known.push(span);
      return;
    }
    // A request that has said nothing is no story; one that has is told after what it said.
    if (span.kind === "server" || span.links.length > 0) return;
    this.#traces.set(span.traceId, [span]);
    const [oldest] = this.#traces.keys();
    if (this.#traces.size > TRACES_KEPT && oldest !== undefined) this.#traces.delete(oldest);
  }
  /** In the order of their beginnings. */
  of(traceId: string): readonly TraceSpan[] {
    return (this.#traces.get(traceId) ?? []).map(asRead).toSorted((a, b) => a.at - b.at);
  }
}

const asRead = ({ traceId, spanId, parentSpanId, service, name, kind, start, end, error }: Span): TraceSpan => ({
  traceId,
  spanId,
  ...(parentSpanId !== undefined && { parentSpanId }),
  service,
  name,
  kind,
  at: start,
  took: end - start,
  ...(error !== undefined && { error }),
});
