import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";

export const PaymentFailed = defineEvent({
  name: "PaymentFailed",
  summary: "The charge was declined.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    amount: Minor,
    currency: Currency,
    reason: z.string(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    amount: 4998,
    currency: "EUR",
    reason: "declined",
  },
});
