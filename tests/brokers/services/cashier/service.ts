import { z } from "zod";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { feed } from "#platform/declare/state.ts";
import { PageTurned, PurchaseMade, PurchasePacked } from "../events.ts";
import { HandledView, handledState, TimesQuery, TimesView } from "../handled.ts";

export const cashier = defineService({
  name: "cashier",
  summary: "Hears the same events as the packer and what follows from them, and has no trouble with any.",
  reactions: {
    onPurchaseMade: on(PurchaseMade),
    onPurchasePacked: on(PurchasePacked),
    onPageTurned: on(PageTurned),
  },
  routes: {
    getBill: get("/cashier/:purchaseId", { summary: "How often it was billed.", reply: HandledView }),
    listBills: get("/cashier", { summary: "How often each was billed.", query: TimesQuery, reply: TimesView }),
    getPages: get("/books/:book", { summary: "Pages in the order in which they were heard of." }),
  },
  state: { ...handledState(), pages: feed(z.number(), { keep: 1_000 }) },
  settings: z.object({ ATTEMPTS_FOLDER: z.string() }),
});
