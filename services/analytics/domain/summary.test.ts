import { expect, it } from "vitest";
import { Summary, summaryOf, TOTALS } from "./summary.ts";

it("shows each counter under its own name", () => {
  const summary = summaryOf(TOTALS.map((_, at) => at + 1));
  expect(summary).toEqual({ ordersCreated: 1, ordersCompleted: 2, ordersCancelled: 3, revenue: 4, currency: "EUR" });
  expect(Summary.parse(summary)).toEqual(summary);
});

it("shows zeros before the first order", () => {
  expect(summaryOf([])).toMatchObject({ ordersCreated: 0, ordersCompleted: 0, ordersCancelled: 0, revenue: 0 });
});
