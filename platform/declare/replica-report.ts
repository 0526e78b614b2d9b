// What a replica says of itself every few seconds. It is true for a moment only, so nobody stores it to publish it again.
import { z } from "zod";
import { defineEvent } from "./event.ts";
import { FaultSettings } from "./fault-settings.ts";

/** How long one event was in hand, and what became of it. */
export const Handling = z.object({
  eventId: z.string(),
  topic: z.string(),
  subject: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  /** Milliseconds. */
  took: z.number(),
  attempt: z.number(),
  outcome: z.enum(["handled", "retried", "deadLettered"]),
});
export type Handling = z.infer<typeof Handling>;

const ByTopic = z.record(z.string(), z.number());

export const ReplicaFigures = z.object({
  service: z.string(),
  replica: z.string(),
  at: z.number(),
  /** Since the replica started. */
  handled: z.number(),
  retried: z.number(),
  deadLettered: z.number(),
  inHand: z.number(),
  /** Of the whole service, so the same from each of its replicas. */
  outbox: z.number(),
  parked: z.number(),
  committed: ByTopic,
  /** By topic that it hears; what had been forgotten before it first listened counts as seen. */
  seen: ByTopic,
  /** Left out by a replica that obeys none. */
  faults: FaultSettings.optional(),
  /** Its last report: it ends in good order. */
  leaving: z.literal(true).optional(),
});
export type ReplicaFigures = z.infer<typeof ReplicaFigures>;

export const ReplicaReported = defineEvent({
  name: "ReplicaReported",
  summary: "A replica says how much it has done and what waits for it.",
  subject: "service",
  data: ReplicaFigures.extend({
    /** Of the orders of this moment a sample, whole orders rather than single events. */
    handlings: z.array(Handling),
  }),
  example: {
    service: "pricing",
    replica: "0192f0c1-2345-7000-8000-000000000001",
    at: 1_767_225_600_000,
    handled: 12,
    retried: 0,
    deadLettered: 0,
    inHand: 0,
    outbox: 0,
    parked: 0,
    committed: { OrderPriced: 12 },
    seen: { OrderCreated: 12 },
    handlings: [],
  },
  control: true,
});
