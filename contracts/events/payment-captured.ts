import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";

export const PaymentCaptured = defineEvent({
  name: "PaymentCaptured",
  summary: "The customer was charged.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    amount: Minor,
    currency: Currency,
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    amount: 4998,
    currency: "EUR",
  },
});
