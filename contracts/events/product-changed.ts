import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Sku } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";

export const ProductChanged = defineEvent({
  name: "ProductChanged",
  summary: "A product is new or has another name or price; a higher revision replaces a lower one.",
  subject: "sku",
  data: z.object({
    sku: Sku,
    name: z.string(),
    unitPrice: Minor,
    currency: Currency,
    revision: z.int().min(1),
  }),
  example: {
    sku: "SKU-1",
    name: "Mug",
    unitPrice: 2499,
    currency: "EUR",
    revision: 1,
  },
});
