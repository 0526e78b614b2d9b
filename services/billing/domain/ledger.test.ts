import { expect, it } from "vitest";
import { answerOf, entryOfCharge, entryOfRefund, refundOf } from "./ledger.ts";

const CHARGE = { amount: 4998, currency: "EUR", token: "tok_ok" };

it("charges a key once, whatever is asked for later", () => {
  const first = entryOfCharge(undefined, CHARGE);
  expect(entryOfCharge(first, { ...CHARGE, amount: 1 })).toBe(first);
  expect(answerOf(first)).toBe("captured");
  expect(refundOf(first)).toBeUndefined();
});

it("gives the same refund at every question, and bars the key", () => {
  const refunded = entryOfRefund(entryOfCharge(undefined, CHARGE), "EUR");
  expect(refundOf(refunded)).toEqual({ amount: 4998, currency: "EUR" });
  expect(entryOfRefund(refunded, "EUR")).toBe(refunded);
  expect(answerOf(entryOfCharge(refunded, CHARGE))).toBe("cancelled");
});

it("refuses a charge that comes after its refund", () => {
  const barred = entryOfRefund(undefined, "EUR");
  expect(refundOf(barred)).toBeUndefined();
  expect(answerOf(entryOfCharge(barred, CHARGE))).toBe("cancelled");
});

it("declines one token, and has nothing to refund then", () => {
  const declined = entryOfCharge(undefined, { ...CHARGE, token: "tok_declined" });
  expect(answerOf(declined)).toBe("declined");
  expect(refundOf(entryOfRefund(declined, "EUR"))).toBeUndefined();
});
