import { expect, test } from "vitest";
import { OrderCreated } from "#contracts/events/index.ts";
import { deadLetterOf } from "#platform/declare/control-events.ts";
import { DeadLetterView, discardedOf, letterIdOf, viewOf } from "./dead-letter.ts";

const event = { ...deadLetterOf("order").example.event, data: OrderCreated.example };
const letter = { ...deadLetterOf("billing").example, service: "billing", event };

test("a dead letter is known by who gave up and on what", () => expect(letterIdOf(letter)).toBe(`billing~${event.id}`));

test("the view shows the failure and the event's data", () => {
  expect(DeadLetterView.parse(viewOf(letter))).toEqual(viewOf(letter));
  expect(viewOf(letter)).toMatchObject({ event: "OrderCreated", eventId: event.id, data: event.data, attempts: 1 });
});

test("who gave up hears of a discard which event it was, and nothing of what it says", () => {
  expect(discardedOf(letter)).toEqual({
    eventId: event.id,
    event: "OrderCreated",
    time: event.time,
    problem: "event-invalid",
  });
  const timeless = { ...letter, event: { ...event, time: 5 as unknown as string } };
  expect(discardedOf(timeless)).not.toHaveProperty("time");
});
