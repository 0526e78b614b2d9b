import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, UserId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const OrderConfirmed = defineEvent({
  name: "OrderConfirmed",
  summary: "The stock is reserved: the order will be served.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    items: z.array(OrderLine),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    items: [{ sku: "SKU-1", quantity: 2 }],
  },
});
