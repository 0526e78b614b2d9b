import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { Currency, Minor } from "../shapes/money.ts";

export const PaymentRefunded = defineEvent({
  name: "PaymentRefunded",
  summary: "The customer of a cancelled order has the money back; 0 when nothing had been captured.",
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
