import { expect, test } from "vitest";
import { InventoryFailed, OrderCreated } from "#contracts/events/index.ts";
import { deadLetterOf } from "#platform/declare/control-events.ts";
import { orderIdOf } from "./heard-event.ts";
import { entryOf, inOrder } from "./timeline.ts";

const placed = { ...deadLetterOf("order").example.event, data: OrderCreated.example };
const refused = { ...placed, type: "InventoryFailed", source: "/inventory", data: InventoryFailed.example };
const letter = {
  ...placed,
  type: "billing.dead-letter",
  source: "/billing",
  data: {
    ...deadLetterOf("billing").example,
    problem: "event-invalid",
    reason: "customerEmail: ada is none",
    event: placed,
  },
};

test("an entry says which event, when, from whom and because of what, and holds no data", () => {
  expect(entryOf(placed)).toEqual({
    at: Date.parse("2026-01-01T00:00:00.000Z"),
    event: "OrderCreated",
    id: placed.id,
    causationid: placed.causationid,
    service: "order",
    traceparent: placed.traceparent,
  });
});

test("a refusal says why", () => expect(entryOf(refused).reason).toBe("out-of-stock"));

test("a dead letter belongs to the order of its event, and tells the problem without the text", () => {
  expect(orderIdOf(letter)).toBe(OrderCreated.example.orderId);
  expect(entryOf(letter)).toMatchObject({ event: "billing.dead-letter", service: "billing", reason: "event-invalid" });
});

test("an event without an order belongs to no timeline", () => {
  expect(orderIdOf({ ...placed, data: { sku: "SKU-1" } })).toBeUndefined();
  expect(orderIdOf({ ...placed, data: { orderId: 7 } })).toBeUndefined();
});

test("entries come in the order of time, each event once, however they were heard", () => {
  const [first, second] = [entryOf(placed), { ...entryOf(refused), id: "2", at: entryOf(placed).at + 1 }];
  expect(inOrder([second, first, second])).toEqual([first, second]);
  expect(inOrder([first, second])).toEqual([first, second]);
});

test("in the same millisecond causes come before effects, also when events name each other as their cause", () => {
  const cause = { ...entryOf(placed), id: "9" };
  const effect = { ...entryOf(refused), id: "1", causationid: "9" };
  expect(inOrder([effect, cause])).toEqual([cause, effect]);
  expect(inOrder([{ ...cause, causationid: "1" }, effect])).toHaveLength(2);
});
