import { expect, it } from "vitest";
import { OrderCancelled, OrderCompleted, OrderConfirmed, OrderCreated } from "#contracts/events/index.ts";
import { REASONS } from "#contracts/shapes/reason.ts";
import { orderCancelled, orderCompleted, orderConfirmed, orderReceived } from "./write-mail.ts";

const CONTENT = "Order 0192f0c1-2345-7000-8000-000000000000\n  2 x SKU-1\n";

it("thanks for an order", () => {
  expect(orderReceived(OrderCreated.example)).toEqual({
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    kind: "order-received",
    to: "ada@example.com",
    subject: "Thank you for your order",
    text: `Thank you for your order. We have received it and will write again when it is confirmed.\n\n${CONTENT}`,
  });
});

it("says that an order is confirmed", () => {
  expect(orderConfirmed(OrderConfirmed.example)).toEqual({
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    kind: "order-confirmed",
    to: "ada@example.com",
    subject: "Your order is confirmed",
    text: `Your order is confirmed: everything in it is set aside for you.\n\n${CONTENT}`,
  });
});

it("says that an order is complete, and what it cost", () => {
  expect(orderCompleted(OrderCompleted.example)).toEqual({
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    kind: "order-completed",
    to: "ada@example.com",
    subject: "Your order is complete",
    text: `Your order is complete. It is on its way to you, or waits where you pick it up.\n\n${CONTENT}\nTotal: 49.98 EUR\n`,
  });
});

it("says that an order was cancelled, and why", () => {
  expect(orderCancelled(OrderCancelled.example)).toEqual({
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    kind: "order-cancelled",
    to: "ada@example.com",
    subject: "Your order was cancelled",
    text: `We are sorry: your order was cancelled. Not everything that you ordered is in stock.\n\n${CONTENT}\nIf you have paid for it, you get your money back.\n`,
  });
});

it("has its own words for every reason", () => {
  const texts = REASONS.map((reason) => orderCancelled({ ...OrderCancelled.example, reason }).text);
  expect(new Set(texts).size).toBe(REASONS.length);
  for (const [at, reason] of REASONS.entries()) expect(texts[at]).not.toContain(reason);
});
