import { expect, it } from "vitest";
import { ago, clock, duration, money, plural } from "./words.ts";

it("writes minor units as money", () => {
  expect(money(2_398)).toBe("€23.98");
  expect(money(5, "USD")).toBe("$0.05");
});
it("writes durations in the unit that people would choose", () => {
  expect([0.2, 7, 1_400, 42_000, 180_000, 7_200_000].map(duration)).toEqual([
    "< 1 ms",
    "7 ms",
    "1.4 s",
    "42 s",
    "3 min",
    "2 h",
  ]);
});
it("says how long ago something was, and not that it will be", () => {
  expect(ago(1_000, 900)).toBe("just now");
  expect([7_940, 120_000].map((now) => ago(0, now))).toEqual(["8 s ago", "2 min ago"]);
});
it("counts one and many", () => {
  expect([plural(1, "unit"), plural(2_000, "unit")]).toEqual(["1 unit", "2,000 units"]);
});
it("shows milliseconds, because orders are that fast", () => {
  expect(clock(5)).toMatch(/^\d\d:\d\d:00\.005$/);
});
