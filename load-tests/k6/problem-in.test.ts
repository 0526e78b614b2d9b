import { expect, test } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { toProblemReply } from "#platform/runtime/http/problem-json.ts";
import { problemIn } from "./problem-in.ts";

test("a problem is told by its code", () => {
  const { status, body } = toProblemReply(new Problem("outbox-full"));
  expect(problemIn(status, JSON.stringify(body))).toBe("outbox-full");
});
test("what is no problem of ours has no code: a gateway's page, no answer, an order", () => {
  for (const [status, text] of [
    [503, "no available server"],
    [502, "null"],
    [503, '{"code":503}'],
    [0, ""],
    [202, '{"code":"outbox-full"}'],
  ] as const)
    expect(problemIn(status, text)).toBeUndefined();
});
