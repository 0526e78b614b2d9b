// The platform's own events: they ask for a replay, tell what was published, and carry failed events to the desk and back.
import { z } from "zod";
import type { CloudEvent } from "./cloud-event.ts";
import { defineEvent, type EventType } from "./event.ts";

const envelope = z.custom<CloudEvent>(
  (value) => typeof value === "object" && value !== null && "id" in value && "type" in value,
);
const exampleEvent: CloudEvent = {
  specversion: "1.0",
  id: "0192f0c1-2345-7000-8000-000000000001",
  type: "OrderCreated",
  source: "/order",
  subject: "0192f0c1-2345-7000-8000-000000000000",
  time: "2026-01-01T00:00:00.000Z",
  datacontenttype: "application/json",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  traceid: "0af7651916cd43dd8448eb211c80319c",
  causationid: "request",
  correlationid: "request",
  data: {},
};

/** Every publisher puts what it still has in its journal back into its outbox, with the same ids. */
export const ReplayRequested = defineEvent({
  name: "ReplayRequested",
  summary: "Somebody noticed that events are missing and asks their publishers for them again.",
  subject: "scope",
  data: z.object({
    /** An orderId, a topic, or `all`. */
    scope: z.string(),
    subject: z.string().optional(),
    topic: z.string().optional(),
    /** Milliseconds since 1970; entries published since then. */
    since: z.number().optional(),
    reason: z.string(),
  }),
  example: { scope: "all", since: 1_767_225_600_000, reason: "An operator asked for it." },
  control: true,
});

/** How many events of each topic a publisher has committed: consumers compare it with what they have seen. */
export const Heartbeat = defineEvent({
  name: "Heartbeat",
  summary: "A publisher says how many events it has committed so far.",
  subject: "service",
  data: z.object({
    service: z.string(),
    /** Counts the publisher's heartbeats: a number that is skipped was lost by the broker. */
    number: z.int(),
    at: z.number(),
    topics: z.array(
      z.object({
        topic: z.string(),
        committed: z.number(),
        forgotten: z.number(),
        /** Of minutes that are over, by the events' own time: whole minutes since 1970, and how many were committed. */
        minutes: z.array(z.object({ minute: z.int(), committed: z.int() })).optional(),
      }),
    ),
  }),
  example: {
    service: "order",
    number: 7,
    at: 1_767_225_600_000,
    topics: [{ topic: "OrderCreated", committed: 12, forgotten: 0, minutes: [{ minute: 29_453_758, committed: 3 }] }],
  },
  control: true,
});

export const DeadLetterData = z.object({
  service: z.string(),
  reason: z.string(),
  problem: z.string(),
  attempts: z.number(),
  failedAt: z.number(),
  event: envelope,
});
export type DeadLetterData = z.infer<typeof DeadLetterData>;

/** The topic on which a consumer says that it gave up on an event. */
export const deadLetterOf = (service: string): EventType<`${string}.dead-letter`, DeadLetterData> =>
  defineEvent({
    name: `${service}.dead-letter` as const,
    summary: `${service} gave up on an event and asks a person to look at it.`,
    subject: "service",
    data: DeadLetterData,
    example: { service, reason: "…", problem: "event-invalid", attempts: 1, failedAt: 0, event: exampleEvent },
    control: true,
  });

/** An event about which nothing is to be done: as much as its consumer needs to forget that it gave it up. */
export const Discarded = DeadLetterData.pick({ problem: true }).extend({
  eventId: z.string(),
  event: z.string(),
  /** As the event says it. */
  time: z.string().optional(),
});
export type Discarded = z.infer<typeof Discarded>;

/** One topic for both decisions, because each costs every broker a queue. A release that knows no discards makes a dead letter of one. */
const Decision = z.union([
  z.object({ service: z.string(), event: envelope }),
  z.object({ service: z.string(), discarded: Discarded }),
]);

/** The topic on which one consumer, and nobody else, gets a dead letter again, or hears that it was discarded. */
export const redriveOf = (service: string): EventType<`${string}.redrive`, z.infer<typeof Decision>> =>
  defineEvent({
    name: `${service}.redrive` as const,
    summary: `A person sends a dead letter back to ${service}, or has discarded it.`,
    subject: "service",
    data: Decision,
    example: { service, event: exampleEvent },
    control: true,
  });
