// The judgement of the dashboards' queries must not be one that every query passes.
import { expect, test } from "vitest";
import type { Expected } from "#platform/derive/observability/panels.ts";
import { lackingIn } from "./expected.ts";

const answered = (expected: Expected, ...values: number[]) => ({ what: "w", panel: "p", expr: "x", expected, values });

test.each([
  ["movement", [0, 0.1], []],
  ["movement", [0, 0], ["Only zero: w: x"]],
  ["movement", [Number.NaN], ["Nothing: w: x"]],
  ["level", [0], []],
  ["level", [], ["Nothing: w: x"]],
  ["trouble", [3], []],
  ["trouble", [0], ["Zero in every row: w: x"]],
] as const)("a %s that gives %j is judged: %j", (expected, values, lacking) =>
  expect(lackingIn([answered(expected, ...values)])).toEqual(lacking),
);

test("trouble in one row is enough for a panel that every row has", () => {
  expect(lackingIn([answered("trouble", 0), answered("trouble", 2)])).toEqual([]);
  expect(lackingIn([answered("trouble"), answered("trouble", 2)])).toEqual(["Nothing: w: x"]);
});
