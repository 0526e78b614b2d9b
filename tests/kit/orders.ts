// Bodies of orders that the platform accepts.
import type { z } from "zod";
import type { Address } from "#contracts/shapes/address.ts";
import type { order } from "#services/order/service.ts";

export type OrderBody = z.infer<(typeof order.routes.createOrder)["body"] & z.ZodType>;

export const ADDRESS: Address = {
  name: "Ada Example",
  line1: "1 Mill Lane",
  city: "Berlin",
  postalCode: "10115",
  country: "DE",
};

/** Two units of SKU-1 for user-5678, paid by card, sent to Berlin; or whatever `changes` say. */
export const anOrder = (changes: Partial<OrderBody> = {}): OrderBody => ({
  userId: "user-5678",
  customerEmail: "ada@example.com",
  items: [{ sku: "SKU-1", quantity: 2 }],
  paymentToken: "tok_ok",
  shippingAddress: ADDRESS,
  ...changes,
});
export const ofSku = (sku: string, quantity = 1): OrderBody => anOrder({ items: [{ sku, quantity }] });
export const DECLINED = { paymentToken: "tok_declined" } as const;
export const UNSERVED = { shippingAddress: { ...ADDRESS, country: "XX" } } as const;
