import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId, Sku } from "../shapes/ids.ts";

export const PricingFailed = defineEvent({
  name: "PricingFailed",
  summary: "A line has no list price, so the order cannot have a total.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    unknown: z.array(Sku),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    unknown: ["SKU-404"],
  },
});
