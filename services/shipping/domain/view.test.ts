import { expect, it } from "vitest";
import { unseen } from "./shipment.ts";
import { viewOf } from "./view.ts";

it.each([
  ["created", "CREATED"],
  ["failed", "FAILED"],
  ["called-back", "CANCELLED"],
] as const)("shows a shipment that is %s as %s", (outcome, status) => {
  expect(viewOf({ ...unseen("o-1"), outcome })).toEqual({ orderId: "o-1", status });
});

it("shows nothing of an order for which nothing was shipped", () => {
  expect(viewOf({ ...unseen("o-1"), cancelled: true })).toBeUndefined();
});
