import { z } from "zod";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService, ports } from "#platform/declare/service.ts";
import { PurchaseMade, PurchasePacked } from "../events.ts";
import { HandledView, handledState, TimesQuery, TimesView } from "../handled.ts";

export const packer = defineService({
  name: "packer",
  summary: "Packs what was bought, and has the trouble with it that it is told to have.",
  reactions: { onPurchaseMade: on(PurchaseMade, { emits: [PurchasePacked] }) },
  routes: {
    getPackage: get("/packer/:purchaseId", { summary: "How often it was packed.", reply: HandledView }),
    listPackages: get("/packer", { summary: "How often each was packed.", query: TimesQuery, reply: TimesView }),
  },
  state: handledState(),
  /** Outside of every transaction, as a partner is: so an event in hand is leased. */
  ports: ports<{ beginAttempt(purchaseId: string): number }>(),
  settings: z.object({ ATTEMPTS_FOLDER: z.string() }),
});
