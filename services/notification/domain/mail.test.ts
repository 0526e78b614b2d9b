import { expect, it } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { mailId, mailIdsOf, messageIdOf } from "./mail.ts";
import { orderReceived } from "./write-mail.ts";

it("gives every mail of an order its own id", () => {
  expect(mailIdsOf("o-1")).toEqual([
    "o-1/order-received",
    "o-1/order-confirmed",
    "o-1/order-completed",
    "o-1/order-cancelled",
  ]);
  expect(mailIdsOf("o-1")).toContain(mailId("o-1", "order-completed"));
});

it("has the same Message-ID at every attempt", () => {
  const mail = orderReceived(OrderCreated.example);
  expect(messageIdOf(mail)).toBe("<0192f0c1-2345-7000-8000-000000000000.order-received@millrace>");
});
