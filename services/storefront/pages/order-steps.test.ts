import { expect, it } from "vitest";
import { progressOf, type Seen } from "./order-steps.ts";

const seen = (...events: string[]): Seen[] =>
  events.map((event, at) => ({
    id: `${at}`,
    event,
    at,
    reason: event === "OrderCancelled" ? "out-of-stock" : undefined,
  }));
const standings = (events: Seen[]) =>
  Object.fromEntries(progressOf(events).steps.map(({ key, standing }) => [key, standing]));

it("waits for everything when nothing was heard", () => {
  expect(progressOf([])).toMatchObject({ status: "PENDING", mails: 0 });
  expect(new Set(Object.values(standings([])))).toEqual(new Set(["waiting"]));
});
it("shows the same whatever order the events came in", () => {
  const events = seen("OrderCreated", "InventoryReserved", "OrderPriced", "OrderConfirmed", "PaymentCaptured");
  expect(progressOf(events.toReversed())).toEqual(progressOf(events));
  expect(progressOf(events).status).toBe("CONFIRMED");
});
it("shows what was refused, what was given back and what was spared", () => {
  const events = seen("OrderCreated", "InventoryReserved", "PaymentFailed", "OrderCancelled", "InventoryReleased");
  expect(standings(events)).toMatchObject({ stock: "undone", payment: "refused", parcel: "skipped", end: "refused" });
  expect(progressOf(events)).toMatchObject({ status: "CANCELLED", reason: "out-of-stock" });
});
it("does not say that something was given back that was never taken", () => {
  expect(standings(seen("InventoryFailed", "OrderCancelled", "PaymentRefunded"))).toMatchObject({
    stock: "refused",
    payment: "skipped",
  });
});
it("knows that a confirmed order has its stock, and a completed one everything, also when that was not heard", () => {
  expect(standings(seen("OrderConfirmed"))).toMatchObject({ accepted: "done", stock: "done", payment: "waiting" });
  expect(new Set(Object.values(standings(seen("OrderCompleted"))))).toEqual(new Set(["done"]));
});
it("counts a mail once, however often it is heard of", () => {
  const mail = { id: "one", event: "NotificationSent", at: 0 };
  expect(progressOf([mail, mail]).mails).toBe(1);
});
