import { z } from "zod";
import { OrderId } from "#contracts/shapes/ids.ts";
import { DeadLetterData, ReplayRequested, redriveOf } from "#platform/declare/control-events.ts";
import { ReplicaFigures } from "#platform/declare/replica-report.ts";
import { command, converse, del, get, post } from "#platform/declare/route.ts";
import { defineService, ports } from "#platform/declare/service.ts";
import { feed, index, record } from "#platform/declare/state.ts";
import { TraceSpan } from "#platform/declare/trace-span.ts";
import { DeadLetterView } from "./domain/dead-letter.ts";
import { HANDLINGS_KEPT, SeenHandling } from "./domain/handling.ts";
import { HeardEvent } from "./domain/heard-event.ts";
import { ReplayInput, ReplayView } from "./domain/replay.ts";
import { ServiceView } from "./domain/service-view.ts";
import { TIMELINE_KEPT, TimelineEntry } from "./domain/timeline.ts";
import type { OperationsPorts } from "./ports.ts";

export const operations = defineService({
  name: "operations",
  summary: "Shows what happens, and helps where something has failed.",
  observes: "all",
  routes: {
    watchEvents: converse("/events", {
      summary: "Every event as it happens, from now on, or with `from=start` from the oldest that is kept.",
      query: z.object({
        orderId: OrderId.optional(),
        from: z.literal("start").optional(),
        /** As Last-Event-ID, for a client that cannot send that header. */
        after: z.coerce.number().int().min(0).optional(),
      }),
      produces: "text/event-stream",
    }),
    getTimeline: get("/timelines/:orderId", {
      summary: "What has happened to an order, in the order of time.",
      reply: z.object({
        orderId: z.string(),
        entries: z.array(TimelineEntry),
        /** For half an hour, and of many orders at once for some only: how long which service had which event in hand. */
        handlings: z.array(SeenHandling),
        /** Where the last traces are kept, and of many at once for some only: every step, in the order of time. */
        spans: z.array(TraceSpan),
      }),
    }),
    listDeadLetters: get("/dead-letters", {
      summary: "Events that a service gave up on, newest first: `next` of one page is `after` of the following.",
      administrator: true,
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(100), after: z.string().optional() }),
      reply: z.object({ deadLetters: z.array(DeadLetterView), next: z.string().optional() }),
    }),
    redriveDeadLetter: post("/dead-letters/:id/redrive", {
      summary: "Gives the event to the service that failed, and to nobody else.",
      administrator: true,
      status: 202,
      reply: DeadLetterView,
      emits: [redriveOf("*")],
    }),
    discardDeadLetter: del("/dead-letters/:id", {
      summary: "Decides that nothing is to be done about the event.",
      administrator: true,
      status: 204,
      emits: [redriveOf("*")],
    }),
    requestReplay: post("/replay", {
      summary: "Asks every publisher for what it has published since a time, of one order, or both.",
      administrator: true,
      status: 202,
      body: ReplayInput,
      reply: ReplayView,
      emits: [ReplayRequested],
    }),
    getTopology: get("/topology", {
      summary: "Services, events, and who tells whom; as a diagram with `format=mermaid`.",
      query: z.object({ format: z.enum(["json", "mermaid"]).default("json") }),
    }),
    getAsyncapi: get("/asyncapi.json", { summary: "The events, as an AsyncAPI document." }),
    getOpenapi: get("/openapi.json", { summary: "The HTTP interface, as an OpenAPI document." }),
    listServices: get("/services", {
      summary: "The services, and whether they run.",
      reply: z.object({ services: z.array(ServiceView) }),
    }),
    listFigures: get("/services/figures", {
      summary:
        "What replicas say of themselves every two seconds: the newest, or what came after `next` of the last answer.",
      query: z.object({
        after: z.coerce.number().int().min(0).optional(),
        limit: z.coerce.number().int().min(1).max(1_000).default(500),
      }),
      reply: z.object({ figures: z.array(ReplicaFigures), next: z.number() }),
    }),
    stopService: command("/services/:name/stop", {
      summary: "Stops a service; its events wait for it.",
      administrator: true,
      reply: ServiceView,
    }),
    startService: command("/services/:name/start", {
      summary: "Starts a service that was stopped.",
      administrator: true,
      reply: ServiceView,
    }),
    killReplica: command("/services/:name/kill", {
      summary: "Kills one replica of a service, where replicas come back by themselves.",
      administrator: true,
      reply: z.object({ name: z.string(), replica: z.string().optional() }),
    }),
    getOperationsPage: get("/operations", { summary: "The control room.", produces: "text/html" }),
    getOperationsAsset: get("/operations/:file", { summary: "A part of the control room's page." }),
  },
  state: {
    stream: feed(HeardEvent, { keep: 10_000 }),
    /** By orderId. */
    timeline: feed(TimelineEntry, { keep: TIMELINE_KEPT }),
    figures: feed(ReplicaFigures, { keep: 4_000 }),
    /** By what the event was about. */
    handlings: feed(SeenHandling, { keep: HANDLINGS_KEPT }),
    deadLetter: record(DeadLetterData),
    /** Undecided ones, by the time of their failure. */
    deadLetters: index({ isWork: true }),
    /** When a decided dead letter had failed: an older failure that is heard of later is decided too. */
    decided: record(z.object({ failedAt: z.number() })),
  },
  settings: z.object({
    CLUSTER_NAMESPACE: z
      .string()
      .default("")
      .describe("In a cluster: where the services run, so that their replicas can be shown."),
  }),
  ports: ports<OperationsPorts>(),
  scale: { min: 1, max: 1, backlogPerReplica: 1_000 },
});
