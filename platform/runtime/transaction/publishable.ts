// Turns the facts that a handler returned into events, after checking that it may say them and that they are well formed.
import type { CloudEvent } from "../../declare/cloud-event.ts";
import type { Emission, EventType } from "../../declare/event.ts";
import type { Tracing } from "../telemetry/tracing.ts";
import { nextTraceparent, traceIdOf } from "../trace.ts";
import { asChecked } from "./known-data.ts";

/** What the new events follow from. */
export interface Cause {
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent: string | undefined;
}
export interface Publisher {
  readonly service: string;
  readonly newId: () => string;
  readonly random: () => number;
  readonly tracing?: Tracing | undefined;
}

export function toEvents(
  facts: readonly Emission[],
  declared: readonly EventType[],
  cause: Cause,
  now: number,
  { service, newId, random, tracing }: Publisher,
): CloudEvent[] {
  return facts.map(({ event, data }) => {
    if (!event.control && !declared.includes(event))
      throw new Error(`${service} emitted ${event.name}, which this handler does not declare in its emits.`);
    const checked = event.schema.parse(data);
    // The platform's own talk begins no trace that anybody waits for.
    const teller = event.control ? undefined : tracing;
    const traceparent = teller?.next(cause.traceparent) ?? nextTraceparent(cause.traceparent, random);
    const made: CloudEvent = {
      specversion: "1.0",
      id: newId(),
      type: event.name,
      source: `/${service}`,
      subject: String((checked as Record<string, unknown>)[event.subject]),
      time: new Date(now).toISOString(),
      datacontenttype: "application/json",
      traceparent,
      traceid: traceIdOf(traceparent),
      causationid: cause.causationId,
      correlationid: cause.correlationId,
      data: checked,
    };
    return asChecked(made, event);
  });
}
