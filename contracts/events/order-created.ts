import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { Address } from "../shapes/address.ts";
import { Email } from "../shapes/email.ts";
import { OrderId, UserId } from "../shapes/ids.ts";
import { OrderLine } from "../shapes/order-line.ts";
import { PaymentToken } from "../shapes/payment-token.ts";

export const OrderCreated = defineEvent({
  name: "OrderCreated",
  summary: "A customer placed an order; nothing is reserved or charged yet.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    userId: UserId,
    customerEmail: Email,
    orderDetails: z.object({ items: z.array(OrderLine).min(1) }),
    paymentToken: PaymentToken.optional(),
    shippingAddress: Address.optional(),
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    userId: "user-5678",
    customerEmail: "ada@example.com",
    orderDetails: { items: [{ sku: "SKU-1", quantity: 2 }] },
    paymentToken: "tok_ok",
  },
});
