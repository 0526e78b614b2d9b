import { expect, test } from "vitest";
import { Problem, type ProblemCode } from "#contracts/problems.ts";
import { toProblemReply } from "#platform/runtime/http/problem-json.ts";
import { isAway } from "./http-shelf.ts";

const problem = (code: ProblemCode) => {
  const { status, body } = toProblemReply(new Problem(code));
  return { status, text: JSON.stringify(body) };
};

test("nobody there, in whichever words a gateway says it, is somebody to ask again", () => {
  const page = "404 page not found";
  expect([0, 502, 503, 504].every((status) => isAway({ status, text: "" }))).toBe(true);
  expect(isAway({ status: 404, text: page })).toBe(true);
  expect(isAway(problem("service-unknown"))).toBe(true);
  expect(isAway(problem("store-away"))).toBe(true);
});
test("a refusal is a last word", () => {
  expect([problem("administrator-only"), problem("not-found"), problem("request-invalid")].some(isAway)).toBe(false);
});
