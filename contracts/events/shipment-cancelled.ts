import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";

export const ShipmentCancelled = defineEvent({
  name: "ShipmentCancelled",
  summary: "No parcel goes out for a cancelled order.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    calledBack: z.boolean(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    calledBack: true,
  },
});
