// The AsyncAPI document of the whole system: every event is a channel, every emission and every reaction an operation.
import type { EventType } from "../declare/event.ts";
import type { ServiceDeclaration } from "../declare/service.ts";
import { Components } from "./components.ts";
import { exampleOf } from "./example-event.ts";
import { businessEvents, emittedBy, heardBy, publishersOf } from "./graph.ts";
import { PRODUCT } from "./product.ts";

type Declarations = readonly ServiceDeclaration[];

const text = { type: "string" } as const;

/** The CloudEvents envelope around the event's data. */
const envelope = (event: string, data: { $ref: string }) => ({
  type: "object",
  required: ["specversion", "id", "type", "source", "subject", "time", "datacontenttype", "data"],
  properties: {
    specversion: { const: "1.0" },
    id: { ...text, format: "uuid", description: "UUIDv7; the same on every delivery, replay and redrive." },
    type: { const: event },
    source: { ...text, description: "The publishing service, as `/order`." },
    subject: { ...text, description: "What the event is about; the partition key." },
    time: { ...text, format: "date-time" },
    datacontenttype: { const: "application/json" },
    traceparent: { ...text, description: "W3C trace context." },
    traceid: { ...text, description: "The trace id of traceparent." },
    causationid: { ...text, description: "The id of the event or request that caused this one." },
    correlationid: { ...text, description: "The id of the event or request at the start of the chain." },
    data,
  },
});

const messageOf = (event: EventType, components: Components, declarations: Declarations) => ({
  name: event.name,
  title: event.name,
  summary: event.summary,
  contentType: "application/cloudevents+json",
  payload: envelope(event.name, components.named(event.name, event.schema)),
  examples: [{ name: "example", payload: exampleOf(event, publishersOf(event.name, declarations)[0] ?? "unknown") }],
});

const channelOf = ({ name, summary }: EventType) => ({
  address: name,
  summary,
  messages: { [name]: { $ref: `#/components/messages/${name}` } },
});

const operationOn = (service: string, event: string, action: "send" | "receive", summary: string) => ({
  action,
  summary,
  channel: { $ref: `#/channels/${event}` },
  messages: [{ $ref: `#/channels/${event}/messages/${event}` }],
  tags: [{ name: service }],
});

/** "Answers with …" for a reaction from which events follow. */
function consequence(service: ServiceDeclaration, event: string): string {
  const reaction = Object.values(service.reactions).find((candidate) => candidate.event.name === event);
  const follow = reaction?.emits.filter(({ control }) => !control).map(({ name }) => name) ?? [];
  return follow.length > 0 ? `${service.name} may answer with ${follow.join(", ")}.` : `${service.name} takes note.`;
}

function operationsOf(service: ServiceDeclaration, declarations: Declarations) {
  const sent = emittedBy(service).map(({ name }) => [
    `${service.name}.sends.${name}`,
    operationOn(service.name, name, "send", `${service.name} publishes ${name}.`),
  ]);
  const received = heardBy(service, declarations).map(({ name }) => [
    `${service.name}.hears.${name}`,
    operationOn(service.name, name, "receive", consequence(service, name)),
  ]);
  return [...sent, ...received];
}

/** An AsyncAPI 3.0 document. */
export function asyncapi(declarations: Declarations) {
  const events = businessEvents(declarations);
  const components = new Components("draft-07");
  const messages = Object.fromEntries(events.map((event) => [event.name, messageOf(event, components, declarations)]));
  return {
    asyncapi: "3.0.0",
    info: { ...PRODUCT, tags: declarations.map(({ name, summary }) => ({ name, description: summary })) },
    defaultContentType: "application/cloudevents+json",
    channels: Object.fromEntries(events.map((event) => [event.name, channelOf(event)])),
    operations: Object.fromEntries(declarations.flatMap((service) => operationsOf(service, declarations))),
    components: { messages, schemas: components.schemas },
  };
}
