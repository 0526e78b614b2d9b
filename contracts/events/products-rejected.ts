import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, Sku, UserId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const ProductsRejected = defineEvent({
  name: "ProductsRejected",
  summary: "A checked-out basket has lines that are no product.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    items: z.array(OrderLine),
    unknown: z.array(Sku),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    items: [{ sku: "SKU-1", quantity: 2 }],
    unknown: ["SKU-404"],
  },
});
