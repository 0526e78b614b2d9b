import { expect, test } from "vitest";
import { Heartbeat } from "../../declare/control-events.ts";
import { anEvent } from "../testing/an-event.ts";
import type { Span } from "./span.ts";
import { Tracing } from "./tracing.ts";

function aTracing(isSampled = () => true) {
  const told: Span[] = [];
  const sink = { take: (span: Span) => void told.push(span) };
  return { told, tracing: new Tracing({ service: "mill", sink, system: "memory", random: Math.random, isSampled }) };
}
const aRequest = (tracing: Tracing, parent?: string) => {
  const traceparent = tracing.begin(parent);
  return { traceparent, parent, method: "POST", route: "/orders", status: 202, start: tracing.now() };
};
const aTraced = (traceparent: string, type = "GrainCame") => ({ ...anEvent(), type, traceparent });

test("from the request to the handler in another service, each step's parent is the step before", () => {
  const { told, tracing } = aTracing();
  const request = aRequest(tracing);
  const event = aTraced(tracing.next(request.traceparent));
  tracing.created([event], request.traceparent, tracing.now());
  tracing.answered(request);
  tracing.sent(event.type, [event], tracing.now());
  const traceparent = tracing.handling(event);
  tracing.handled({ event, traceparent, start: tracing.now(), attempt: 1, outcome: "handled", error: undefined });
  const [create, answer, send, handle] = told;
  expect(told.map(({ name }) => name)).toEqual([
    "create GrainCame",
    "POST /orders",
    "send GrainCame",
    "process GrainCame",
  ]);
  expect(new Set(told.map(({ traceId }) => traceId)).size).toBe(1);
  expect([answer?.parentSpanId, create?.parentSpanId]).toEqual([undefined, answer?.spanId]);
  expect([send?.parentSpanId, handle?.parentSpanId]).toEqual([create?.spanId, create?.spanId]);
});

test("a batch is a trace of its own that links to each of its events", () => {
  const { told, tracing } = aTracing();
  const events = [aTraced(tracing.begin(undefined)), aTraced(tracing.begin(undefined))];
  tracing.sent("GrainCame", events, tracing.now());
  expect(told).toHaveLength(1);
  expect(told[0]).toMatchObject({ parentSpanId: undefined, links: events.map(({ traceparent }) => traceparent) });
  expect(events.map(({ traceparent }) => traceparent.slice(3, 35))).not.toContain(told[0]?.traceId);
});

test("what is not sampled travels with its ids, and nothing is told of it", () => {
  const { told, tracing } = aTracing(() => false);
  const request = aRequest(tracing);
  const event = aTraced(tracing.next(request.traceparent));
  tracing.created([event], request.traceparent, tracing.now());
  tracing.sent(event.type, [event], tracing.now());
  tracing.answered(request);
  expect(told).toEqual([]);
  expect(event.traceparent).toMatch(new RegExp(`^${request.traceparent.slice(0, 36)}[0-9a-f]{16}-00$`));
});

test("a trace that comes with the request is followed, whatever is written in its place is not", () => {
  const { told, tracing } = aTracing();
  const parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  tracing.answered(aRequest(tracing, parent));
  tracing.answered(aRequest(tracing, "hello"));
  expect(told[0]).toMatchObject({ traceId: parent.slice(3, 35), parentSpanId: parent.slice(36, 52) });
  expect(told[1]).toMatchObject({ parentSpanId: undefined });
});

test("a failure is told by its problem's code", () => {
  const { told, tracing } = aTracing();
  const event = aTraced(tracing.begin(undefined));
  const traceparent = tracing.handling(event);
  tracing.handled({ event, traceparent, start: 0, attempt: 2, outcome: "retried", error: "partner-away" });
  expect(told[0]).toMatchObject({ error: "partner-away", attributes: { "millrace.attempt": 2 } });
});

test("heartbeats are not told", () => {
  const { told, tracing } = aTracing();
  const beat = aTraced(tracing.begin(undefined), Heartbeat.name);
  tracing.created([beat], undefined, 0);
  tracing.sent(beat.type, [beat], 0);
  expect(told).toEqual([]);
});

test("steps say what they did in the words of OpenTelemetry's conventions for messaging", () => {
  const { told, tracing } = aTracing();
  const event = aTraced(tracing.begin(undefined));
  tracing.sent(event.type, [event], 0);
  tracing.sent(event.type, [event, event], 0);
  const traceparent = tracing.handling(event);
  tracing.handled({ event, traceparent, start: 0, attempt: 1, outcome: "handled", error: undefined });
  const where = { "messaging.system": "memory", "messaging.destination.name": "GrainCame" };
  const verb = (name: string) => ({ "messaging.operation.name": name, "messaging.operation.type": name });
  const which = { "messaging.message.id": event.id };
  expect(told.map(({ kind, attributes }) => [kind, attributes])).toMatchObject([
    ["client", { ...where, ...verb("send"), ...which }],
    ["client", { ...where, ...verb("send"), "messaging.batch.message_count": 2 }],
    ["consumer", { ...where, ...verb("process"), ...which, "messaging.consumer.group.name": "mill" }],
  ]);
});
