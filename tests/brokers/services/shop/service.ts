import { z } from "zod";
import { InventoryReserved, OrderPriced, PaymentCaptured, ShipmentCreated } from "#contracts/events/index.ts";
import { command, get, post } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { PageTurned, PurchaseMade, Trouble } from "../events.ts";

/** What the order service hears of its partners, said by the shop in their place. */
export const PARTNERS_FACTS = [InventoryReserved, OrderPriced, PaymentCaptured, ShipmentCreated] as const;

export const shop = defineService({
  name: "shop",
  summary: "Takes purchases and tells of them.",
  routes: {
    buy: post("/purchases", {
      summary: "Accepts purchases.",
      status: 202,
      body: z.object({ purchaseIds: z.array(z.string()).min(1).max(500), trouble: Trouble.optional() }),
      emits: [PurchaseMade],
    }),
    getPurchase: get("/purchases/:purchaseId", { summary: "A purchase that was accepted." }),
    tellFacts: post("/facts", {
      summary: "Says what partners of an order would say.",
      status: 202,
      body: z.object({ facts: z.array(z.object({ event: z.string(), data: z.looseObject({}) })) }),
      emits: PARTNERS_FACTS,
    }),
    turnPages: command("/pages", {
      summary: "Tells of the pages of a book, one commit each.",
      status: 202,
      body: z.object({ book: z.string(), pages: z.int() }),
      emits: [PageTurned],
    }),
  },
  state: { purchase: record(z.object({ purchaseId: z.string() })) },
});
