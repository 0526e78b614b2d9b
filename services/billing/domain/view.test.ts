import { expect, it } from "vitest";
import { unseen } from "./payment.ts";
import { viewOf } from "./view.ts";

const MONEY = { amount: 4998, currency: "EUR" };

it.each([
  ["captured", "CAPTURED"],
  ["declined", "FAILED"],
  ["refunded", "REFUNDED"],
] as const)("shows a charge that was %s as %s", (outcome, status) => {
  const view = viewOf({ ...unseen("o-1"), charge: { ...MONEY, outcome } });
  expect(view).toEqual({ orderId: "o-1", status, amount: 4998 });
});

it("shows nothing of an order that was never charged", () => {
  expect(viewOf({ ...unseen("o-1"), cancelled: true })).toBeUndefined();
});
