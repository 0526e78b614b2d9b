import { expect, it } from "vitest";
import { progressOf } from "./order-steps.ts";
import { stepsSaidBy } from "./told-order.ts";

const at = (second: number): string => `2026-01-01T00:00:0${second}.000Z`;
const PLACED = { status: "PENDING", because: "placed", at: at(0) };

it("leads to the same status as the events", () => {
  const history = [PLACED, { status: "CONFIRMED", because: "stock-reserved", at: at(1) }];
  expect(progressOf(stepsSaidBy({ history })).status).toBe("CONFIRMED");
});
it("says why an order was cancelled", () => {
  const history = [PLACED, { status: "CANCELLED", because: "payment-declined", at: at(2) }];
  expect(progressOf(stepsSaidBy({ history }))).toMatchObject({ status: "CANCELLED", reason: "payment-declined" });
});
it("keeps quiet about a status that it does not know", () => {
  expect(stepsSaidBy({ history: [{ ...PLACED, status: "LOST" }] })).toEqual([]);
});
