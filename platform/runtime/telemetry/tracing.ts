// What the runtime tells of its steps at its four seams. Without it (nobody listens) the same trace ids travel, and nothing is told.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import { Heartbeat } from "../../declare/control-events.ts";
import { isSampled, isValid, nextTraceparent, spanIdOf, traceIdOf, unsampled } from "../trace.ts";
import { preciseNow, type Span, type SpanSink } from "./span.ts";

export interface TracingOptions {
  readonly service: string;
  readonly sink: SpanSink;
  /** `messaging.system`: what carries the events, as seen from here. */
  readonly system: string;
  readonly random: () => number;
  /** `mayTell`: whether events may follow. Asked once for each request that comes in, and for each trace that begins without one. */
  readonly isSampled: (traceId: string, parent: string | undefined, mayTell: boolean) => boolean;
}
export interface Answered {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly traceparent: string;
  readonly parent: string | undefined;
  readonly start: number;
}
export interface Handled {
  readonly event: CloudEvent;
  readonly traceparent: string;
  readonly start: number;
  readonly attempt: number;
  readonly outcome: "handled" | "retried" | "deadLettered";
  /** The problem's code. */
  readonly error: string | undefined;
}

export class Tracing {
  readonly #options: TracingOptions;

  constructor(options: TracingOptions) {
    this.#options = options;
  }
  now(): number {
    return preciseNow();
  }
  /** For a request: decides whether its trace is told. */
  begin(parent: string | undefined, mayTell = true): string {
    const known = isValid(parent) ? parent : undefined;
    const next = nextTraceparent(known, this.#options.random);
    return this.#options.isSampled(traceIdOf(next), known, mayTell) ? next.replace(/..$/, "01") : unsampled(next);
  }
  /** For a step that follows from another, or from the clock. */
  next(parent: string | undefined): string {
    return isValid(parent) ? nextTraceparent(parent, this.#options.random) : this.begin(undefined);
  }

  /** For an event in hand: a step of its own where somebody wants to know. */
  handling({ traceparent }: CloudEvent): string {
    return isSampled(traceparent) ? this.next(traceparent) : traceparent;
  }

  /** A request has its answer. */
  answered({ method, route, status, traceparent, parent, start }: Answered): void {
    if (!isSampled(traceparent)) return;
    const attributes = {
      "http.request.method": method,
      "http.route": route,
      "http.response.status_code": status,
    };
    const error = status >= 500 ? String(status) : undefined;
    this.#tell({ name: `${method} ${route}`, kind: "server", traceparent, parent, start, attributes, error });
  }
  /** Events are stored together with the state that they follow from; `start`: when their commit began. */
  created(events: readonly CloudEvent[], parent: string | undefined, start: number): void {
    for (const event of events) {
      if (!isSampled(event.traceparent) || event.type === Heartbeat.name) continue;
      const { traceparent } = event;
      const attributes = this.#about("create", event);
      this.#tell({ name: `create ${event.type}`, kind: "producer", traceparent, parent, start, attributes });
    }
  }
  /** The broker has taken (or refused) events of one topic. One alone is a step of its own trace; only a batch links to several. */
  sent(topic: string, events: readonly CloudEvent[], start: number, error?: unknown): void {
    const told = events.filter(({ traceparent }) => isSampled(traceparent));
    const [first] = told;
    if (first === undefined || topic === Heartbeat.name) return;
    const failed = error === undefined ? undefined : "refused";
    const step = { name: `send ${topic}`, kind: "client", start, error: failed } as const;
    if (events.length === 1) {
      const parent = first.traceparent;
      this.#tell({ ...step, parent, traceparent: this.next(parent), attributes: this.#about("send", first) });
      return;
    }
    const attributes = this.#messaging("send", topic);
    attributes["messaging.batch.message_count"] = events.length;
    const traceparent = nextTraceparent(undefined, this.#options.random);
    this.#tell({ ...step, traceparent, attributes, links: told.map((event) => event.traceparent) });
  }
  /** An event was in hand; a retry is a step of the same trace. */
  handled({ event, traceparent, start, attempt, outcome, error }: Handled): void {
    if (!isSampled(traceparent) || event.type === Heartbeat.name) return;
    const attributes = this.#about("process", event);
    attributes["messaging.consumer.group.name"] = this.#options.service;
    attributes["millrace.attempt"] = attempt;
    attributes["millrace.outcome"] = outcome;
    const parent = event.traceparent;
    this.#tell({ name: `process ${event.type}`, kind: "consumer", traceparent, parent, start, attributes, error });
  }

  /** A new object, which is written to and not copied. */
  #about(operation: string, { type, id, subject }: CloudEvent): Attributes {
    const attributes = this.#messaging(operation, type);
    attributes["messaging.message.id"] = id;
    attributes["cloudevents.event_id"] = id;
    if (subject) attributes["cloudevents.event_subject"] = subject;
    return attributes;
  }
  #messaging(operation: string, topic: string): Attributes {
    return {
      "messaging.system": this.#options.system,
      "messaging.operation.type": operation,
      "messaging.operation.name": operation,
      "messaging.destination.name": topic,
    };
  }
  /** Each field by its name: copying the rest of an object costs several times as much. */
  #tell({ name, kind, traceparent, parent, start, attributes, links = NONE, error }: Step): void {
    this.#options.sink.take({
      name,
      kind,
      start,
      attributes,
      traceId: traceIdOf(traceparent),
      spanId: spanIdOf(traceparent),
      parentSpanId: isValid(parent) ? spanIdOf(parent) : undefined,
      service: this.#options.service,
      end: preciseNow(),
      links,
      error,
    });
  }
}

type Attributes = Record<string, string | number>;
const NONE: readonly string[] = [];

interface Step extends Pick<Span, "name" | "kind" | "start" | "attributes"> {
  readonly traceparent: string;
  readonly parent?: string | undefined;
  readonly links?: readonly string[];
  readonly error?: string | undefined;
}
