import { expect, test } from "vitest";
import { z } from "zod";
import { describeIssues, issuesOf } from "./issues.ts";

const Body = z.strictObject({ name: z.string(), lines: z.array(z.strictObject({ quantity: z.int() })) });
const errorOf = (value: unknown): z.ZodError => Body.safeParse(value).error as z.ZodError;

test("every wrong field is named by its path", () => {
  const issues = issuesOf(errorOf({ name: 1, lines: [{ quantity: 1 }, { quantity: 0.5 }] }));
  expect(issues.map(({ field }) => field)).toEqual(["name", "lines.1.quantity"]);
  expect(issues.every(({ message }) => message.length > 0)).toBe(true);
});

test("every unknown field is named by its own path", () => {
  const issues = issuesOf(errorOf({ name: "a", lines: [{ quantity: 1, price: 0 }], status: "COMPLETED", total: 0 }));
  expect(issues.map(({ field }) => field).toSorted()).toEqual(["lines.0.price", "status", "total"]);
});

test("something that is no object is the body's fault", () => {
  expect(issuesOf(errorOf(undefined))).toMatchObject([{ field: "body" }]);
  expect(describeIssues(errorOf(null))).toMatch(/^body: /);
});

test("much that is wrong is told in few words", () => {
  const unknown = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`${"x".repeat(500)}${at}`, at]));
  const issues = issuesOf(errorOf({ name: 1, lines: Array.from({ length: 500 }, () => ({})), ...unknown }));
  expect(issues.length).toBeLessThanOrEqual(40);
  expect(Math.max(...issues.map(({ field }) => field.length))).toBeLessThanOrEqual(200);
  expect(describeIssues(errorOf({ name: 1, lines: [], ...unknown })).length).toBeLessThanOrEqual(1_000);
});
