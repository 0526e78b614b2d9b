import { expect, it } from "vitest";
import { OrderConfirmed, OrderCreated } from "#contracts/events/index.ts";
import { viewOf } from "./view.ts";
import { orderConfirmed, orderReceived } from "./write-mail.ts";

it("shows the mails in the order in which they were sent, without their text", () => {
  const confirmed = { ...orderConfirmed(OrderConfirmed.example), sentAt: 1_767_225_601_000 };
  const received = { ...orderReceived(OrderCreated.example), sentAt: 1_767_225_600_000 };
  expect(viewOf([confirmed, received])).toEqual([
    {
      kind: "order-received",
      to: "ada@example.com",
      subject: "Thank you for your order",
      sentAt: "2026-01-01T00:00:00.000Z",
    },
    {
      kind: "order-confirmed",
      to: "ada@example.com",
      subject: "Your order is confirmed",
      sentAt: "2026-01-01T00:00:01.000Z",
    },
  ]);
});
