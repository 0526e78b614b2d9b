import { expect, test } from "vitest";
import { isWorthAnother } from "./worth-another.ts";

test("no answer, and every answer that says not now or nobody there, is no last word", () => {
  expect([0, 404, 409, 429, 500, 502, 503, 504].every(isWorthAnother)).toBe(true);
});
test("what is wrong with a request, and an order, are last words", () => {
  expect([202, 400, 413, 415, 422].some(isWorthAnother)).toBe(false);
});
