import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const OrderPriced = defineEvent({
  name: "OrderPriced",
  summary: "The order has a total.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    lines: z.array(OrderLine.extend({ unitPrice: Minor })),
    total: Minor,
    currency: Currency,
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    lines: [{ sku: "SKU-1", quantity: 2, unitPrice: 2499 }],
    total: 4998,
    currency: "EUR",
  },
});
