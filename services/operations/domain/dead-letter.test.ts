import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { deadLetterOf, redriveOf } from "#platform/declare/control-events.ts";
import { DeadLetterView, letterIdOf, viewOf } from "./dead-letter.ts";

const event = { ...redriveOf("order").example.event, data: OrderCreated.example };
const letter = { ...deadLetterOf("billing").example, service: "billing", event };

test("a dead letter is known by who gave up and on what", () => expect(letterIdOf(letter)).toBe(`billing~${event.id}`));

test("the view shows the failure and the event's data", () => {
  expect(DeadLetterView.parse(viewOf(letter))).toEqual(viewOf(letter));
  expect(viewOf(letter)).toMatchObject({ event: "OrderCreated", eventId: event.id, data: event.data, attempts: 1 });
});
