import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";

export const ShipmentCreated = defineEvent({
  name: "ShipmentCreated",
  summary: "A parcel is on its way, or waits to be picked up.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    method: z.enum(["parcel", "pick-up"]),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    method: "parcel",
  },
});
