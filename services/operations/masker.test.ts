import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import { DeadLetterData, deadLetterOf } from "#platform/declare/control-events.ts";
import { defineService } from "#platform/declare/service.ts";
import { exampleOf } from "#platform/derive/example-event.ts";
import { maskerOf } from "./masker.ts";

const mask = maskerOf([defineService({ name: "order", summary: "Takes orders.", seeds: [OrderCreated] })]);
const placed = exampleOf(OrderCreated, "order");

test("personal fields of an event are hidden, the rest is as it was", () => {
  const data = { ...placed.data, customerEmail: "***", paymentToken: "***" };
  expect(mask(placed)).toEqual({ ...placed, data });
});

test("a dead letter hides its reason and the personal fields of the event that it quotes", () => {
  const letter = { ...deadLetterOf("billing").example, event: placed, reason: "ada@example.com is unknown" };
  const event: CloudEvent = { ...placed, type: "billing.dead-letter", data: letter };
  expect(JSON.stringify(mask(event))).not.toContain("ada@example.com");
  expect(DeadLetterData.parse(mask(event).data)).toMatchObject({
    service: "billing",
    reason: "***",
    event: { id: placed.id },
  });
});

test("data that nobody declares, or that does not fit its declaration, is hidden as a whole", () => {
  expect(mask({ ...placed, type: "Unheard", data: { a: 1 } }).data).toBe("***");
  expect(mask({ ...placed, data: { customerMail: "ada@example.com" } }).data).toBe("***");
});

test("undeclared fields are left out", () => {
  const data = { ...placed.data, customerMail: "ada@example.com" };
  expect(mask({ ...placed, data }).data).not.toHaveProperty("customerMail");
});
