// A small system for the tests of this folder.
import { z } from "zod";
import { personal } from "#contracts/shapes/personal.ts";
import { defineEvent } from "../declare/event.ts";
import { on } from "../declare/reaction.ts";
import { converse, get, post } from "../declare/route.ts";
import { every } from "../declare/schedule.ts";
import { defineService } from "../declare/service.ts";
import { counter } from "../declare/state.ts";

export const Asked = defineEvent({
  name: "Asked",
  summary: "Somebody asked for a thing.",
  subject: "id",
  data: z.object({ id: z.string(), email: personal(z.email()) }),
  example: { id: "1", email: "ada@example.com" },
});
export const Given = defineEvent({
  name: "Given",
  summary: "A thing was given.",
  subject: "id",
  data: z.object({ id: z.string() }),
  example: { id: "1" },
});
export const Refused = defineEvent({
  name: "Refused",
  summary: "A thing was not given.",
  subject: "id",
  data: z.object({ id: z.string(), reason: z.enum(["none-left"]) }),
  example: { id: "1", reason: "none-left" },
});

export const desk = defineService({
  name: "desk",
  summary: "Takes wishes.",
  reactions: { onGiven: on(Given), onRefused: on(Refused) },
  routes: {
    ask: post("/wishes", {
      summary: "Asks for a thing.",
      idempotent: true,
      status: 202,
      body: z.strictObject({ email: z.email() }),
      reply: z.object({ id: z.string() }),
      emits: [Asked],
    }),
    getWish: get("/wishes/:id", { summary: "One wish.", query: z.object({ deep: z.string().optional() }) }),
  },
  state: { wishes: counter() },
});
export const storeRoom = defineService({
  name: "store-room",
  summary: "Gives things.",
  reactions: { onAsked: on(Asked, { emits: [Given, Refused] }) },
  routes: { fill: post("/things/:name", { summary: "Adds things.", administrator: true }) },
  schedules: { giveLate: every("30s", { emits: [Given] }) },
});
export const watcher = defineService({
  name: "watcher",
  summary: "Sees all.",
  observes: "all",
  routes: {
    watch: converse("/events", { summary: "Events as they come.", produces: "text/event-stream" }),
    page: get("/watch", { summary: "A page.", produces: "text/html" }),
  },
});

export const smallShop = [desk, storeRoom, watcher];
