import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";

export const ShipmentFailed = defineEvent({
  name: "ShipmentFailed",
  summary: "The carrier does not serve the address.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    reason: z.string(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    reason: "country-not-served",
  },
});
