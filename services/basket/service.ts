import { z } from "zod";
import { BasketCheckedOut, OrderCreated, ProductsRejected } from "#contracts/events/index.ts";
import { RequestedAddress } from "#contracts/shapes/address.ts";
import { Email } from "#contracts/shapes/email.ts";
import { OrderId, Sku, UserId } from "#contracts/shapes/ids.ts";
import { Quantity } from "#contracts/shapes/order-line.ts";
import { PaymentToken } from "#contracts/shapes/payment-token.ts";
import { on } from "#platform/declare/reaction.ts";
import { del, get, post, put } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { Basket, BasketView } from "./domain/basket.ts";
import { Checkout } from "./domain/checkout.ts";

export const basket = defineService({
  name: "basket",
  summary: "Collects what a customer wants to buy and checks it out.",
  reactions: {
    onOrderCreated: on(OrderCreated),
    onProductsRejected: on(ProductsRejected),
  },
  routes: {
    getBasket: get("/baskets/:userId", {
      summary: "What is in a user's basket.",
      params: { userId: UserId },
      reply: BasketView,
    }),
    putItem: put("/baskets/:userId/items/:sku", {
      summary: "Puts a product into the basket, or changes its quantity.",
      params: { userId: UserId, sku: Sku },
      body: z.strictObject({ quantity: Quantity }),
      reply: BasketView,
    }),
    removeItem: del("/baskets/:userId/items/:sku", {
      summary: "Takes a product out of the basket.",
      params: { userId: UserId, sku: Sku },
      reply: BasketView,
    }),
    checkOut: post("/baskets/:userId/checkout", {
      summary: "Accepts the basket as an order and empties it; everything else happens afterwards.",
      params: { userId: UserId },
      idempotent: true,
      status: 202,
      body: z.strictObject({
        customerEmail: Email,
        paymentToken: PaymentToken.optional(),
        shippingAddress: RequestedAddress.optional(),
      }),
      reply: z.object({ orderId: OrderId, status: z.literal("PENDING"), message: z.string() }),
      emits: [BasketCheckedOut],
    }),
  },
  state: {
    basket: record(Basket),
    /** By orderId. */
    checkout: record(Checkout),
  },
});
