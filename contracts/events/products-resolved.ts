import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Address } from "../shapes/address.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, UserId } from "../shapes/ids.ts";
import { Currency } from "../shapes/money.ts";
import { ResolvedLine } from "../shapes/order-line.ts";
import { PaymentToken } from "../shapes/payment-token.ts";

export const ProductsResolved = defineEvent({
  name: "ProductsResolved",
  summary: "Every line of a checked-out basket is a known product, with name and list price.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    lines: z.array(ResolvedLine).min(1),
    currency: Currency,
    paymentToken: PaymentToken.optional(),
    shippingAddress: Address.optional(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    lines: [{ sku: "SKU-1", quantity: 2, name: "Mug", unitPrice: 2499 }],
    currency: "EUR",
    paymentToken: "tok_ok",
  },
});
