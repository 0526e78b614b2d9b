import { expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { judge } from "./failure.ts";

const policy = { attempts: 3, first: 100, longest: 1_000, longestOutage: 60_000 };
const judged = (error: unknown, attempts = 0, age = 0) => judge(error, attempts, 1_000, 1_000 + age, policy, () => 1);

test("an unexpected error is tried again, later each time, so often", () => {
  const error = new Error("It failed.");
  expect(judged(error, 0)).toEqual({ code: "unexpected", reason: "It failed.", retryIn: 100, attempts: 1 });
  expect(judged(error, 1)).toMatchObject({ retryIn: 200, attempts: 2 });
  expect(judged(error, 2)).toMatchObject({ retryIn: undefined, attempts: 3 });
});

test("input that can never succeed is given up at once", () => {
  const problem = new Problem("event-invalid", { detail: "It says no quantity." });
  const expected = { code: "event-invalid", reason: "It says no quantity.", retryIn: undefined, attempts: 1 };
  expect(judged(problem)).toEqual(expected);
});

test("a problem that may pass is tried again", () => {
  expect(judged(new Problem("unexpected"))).toMatchObject({ code: "unexpected", retryIn: 100 });
});

test("an absent partner counts no attempt, is asked less and less often, and is given up after the longest outage", () => {
  const away = new Problem("partner-away");
  const waits = [0, 100, 300, 700, 1_500, 30_000, 59_999].map((age) => judged(away, 2, age).retryIn);
  expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000, 1_000]);
  expect(judged(away, 2, 59_999).attempts).toBe(2);
  expect(judged(away, 2, 60_000)).toMatchObject({ code: "partner-away", retryIn: undefined, attempts: 2 });
});

test("a clock that was put back since the first failure makes no time that is none", () => {
  expect(judged(new Problem("partner-away"), 2, -3_600_000)).toMatchObject({ retryIn: 100, attempts: 2 });
});

test("after an outage the attempts count from where they were", () => {
  expect(judged(new Error("It failed."), 1, 50_000)).toMatchObject({ retryIn: 200, attempts: 2 });
});

test("the reason tells the cause, and is of one length at most", () => {
  const cause = new Error("connect ECONNREFUSED");
  expect(judged(new Problem("partner-away", { cause })).reason).toBe(
    "An outside partner does not answer (connect ECONNREFUSED)",
  );
  expect(judged(new Error("x".repeat(5_000))).reason).toHaveLength(1_000);
  expect(judged("a text was thrown").reason).toBe("a text was thrown");
  expect(judged(undefined).reason).toBe("undefined");
});
