// A small service for the tests of what must not compile.
import { expect } from "vitest";
import { z } from "zod";
import { defineEvent, emit } from "./event.ts";
import type { UnitOfWorkOf } from "./implementation.ts";
import { on } from "./reaction.ts";
import { command, get, post } from "./route.ts";
import { every } from "./schedule.ts";
import { defineService, ports } from "./service.ts";
import { counter, feed, index, record } from "./state.ts";

export const GrainCame = defineEvent({
  name: "GrainCame",
  summary: "Grain was brought.",
  subject: "farmer",
  data: z.object({ farmer: z.string(), sacks: z.int() }),
  example: { farmer: "ada", sacks: 2 },
});
export const FlourMade = defineEvent({
  name: "FlourMade",
  summary: "Grain was ground.",
  subject: "farmer",
  data: z.object({ farmer: z.string(), kilos: z.number(), note: z.string().optional() }),
  example: { farmer: "ada", kilos: 100 },
});
export const MillStopped = defineEvent({
  name: "MillStopped",
  summary: "The mill stood still.",
  subject: "reason",
  data: z.object({ reason: z.string() }),
  example: { reason: "no wind" },
});

export interface Wind {
  strength(): Promise<number>;
}
export const mill = defineService({
  name: "mill",
  summary: "Grinds grain.",
  reactions: { onGrainCame: on(GrainCame, { emits: [FlourMade] }), onMillStopped: on(MillStopped) },
  routes: {
    grind: post("/flour/:farmer", { summary: "Grinds.", body: z.object({ sacks: z.int() }), emits: [FlourMade] }),
    look: get("/flour/:farmer/sacks/:sack", { summary: "Looks.", query: z.object({ limit: z.int() }) }),
    talk: command("/talks", { summary: "Talks.", emits: [MillStopped] }),
  },
  schedules: { grindLeftovers: every("30s", { emits: [FlourMade] }) },
  state: {
    account: record(z.object({ kilos: z.number() })),
    stock: counter(),
    queue: index(),
    diary: feed(z.string(), { keep: 9 }),
  },
  settings: z.object({ STONES: z.number() }),
  seeds: [FlourMade],
  ports: ports<{ wind: Wind }>(),
});
export type Work = UnitOfWorkOf<typeof mill>;
export type Mill = typeof mill;
export const flour = () => emit(FlourMade, { farmer: "ada", kilos: 1 });
export const stopped = () => emit(MillStopped, { reason: "no wind" });

/** Only the type checker reads what is in here. */
export const neverRun = (_lines: () => unknown): void => expect(_lines).toBeTypeOf("function");
