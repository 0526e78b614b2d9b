import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";

export const InventoryFailed = defineEvent({
  name: "InventoryFailed",
  summary: "At least one line is not in stock; nothing was set aside.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    reason: z.literal("out-of-stock"),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    reason: "out-of-stock",
  },
});
