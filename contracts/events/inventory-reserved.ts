import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const InventoryReserved = defineEvent({
  name: "InventoryReserved",
  summary: "The stock of every line is set aside for the order.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    items: z.array(OrderLine),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    items: [{ sku: "SKU-1", quantity: 2 }],
  },
});
