import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, UserId } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const OrderCompleted = defineEvent({
  name: "OrderCompleted",
  summary: "Reserved, priced, paid and shipped: the order is done.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    items: z.array(OrderLine),
    total: Minor,
    currency: Currency,
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    items: [{ sku: "SKU-1", quantity: 2 }],
    total: 4998,
    currency: "EUR",
  },
});
