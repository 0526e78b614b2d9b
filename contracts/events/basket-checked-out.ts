import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Address } from "../shapes/address.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, UserId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";
import { PaymentToken } from "../shapes/payment-token.ts";

export const BasketCheckedOut = defineEvent({
  name: "BasketCheckedOut",
  summary: "A customer checked a basket out; product looks its lines up.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    items: z.array(OrderLine).min(1),
    paymentToken: PaymentToken.optional(),
    shippingAddress: Address.optional(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    items: [{ sku: "SKU-1", quantity: 2 }],
    paymentToken: "tok_ok",
  },
});
