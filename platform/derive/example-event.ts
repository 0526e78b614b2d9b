// An event as it looks on the wire, with the declaration's example inside.
import type { CloudEvent } from "../declare/cloud-event.ts";
import type { EventType } from "../declare/event.ts";

export function exampleOf(event: EventType, publisher: string): CloudEvent {
  return {
    specversion: "1.0",
    id: "0192f0c1-2345-7000-8000-000000000001",
    type: event.name,
    source: `/${publisher}`,
    subject: String(event.example[event.subject]),
    time: "2026-01-01T00:00:00.000Z",
    datacontenttype: "application/json",
    traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    traceid: "0af7651916cd43dd8448eb211c80319c",
    causationid: "0192f0c1-2345-7000-8000-000000000002",
    correlationid: "0192f0c1-2345-7000-8000-000000000003",
    data: event.example,
  };
}
