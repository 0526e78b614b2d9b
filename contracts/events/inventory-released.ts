import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";

export const InventoryReleased = defineEvent({
  name: "InventoryReleased",
  summary: "What was set aside for a cancelled order is for sale again; no items when there was nothing.",
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
