import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId, UserId } from "../shapes/ids.ts";

export const PointsEarned = defineEvent({
  name: "PointsEarned",
  summary: "The customer earned points for an order.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    points: z.int().min(0),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    points: 49,
  },
});
