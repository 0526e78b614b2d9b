import { expect, it } from "vitest";
import { amountText } from "./amount.ts";

it.each([
  [4998, "EUR", "49.98 EUR"],
  [5, "EUR", "0.05 EUR"],
  [0, "EUR", "0.00 EUR"],
  [4998, "JPY", "4998 JPY"],
  [4998, "BHD", "4.998 BHD"],
  [Number.MAX_SAFE_INTEGER, "EUR", "90071992547409.91 EUR"],
])("writes %i minor units of %s as %s", (amount, currency, text) => {
  expect(amountText(amount, currency)).toBe(text);
});
