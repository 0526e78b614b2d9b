import { expect, test } from "vitest";
import { PROBLEMS, Problem, type ProblemCode } from "#contracts/problems.ts";
import { toProblem, toProblemReply } from "./problem-json.ts";

const codes = Object.keys(PROBLEMS) as ProblemCode[];

test.each(codes)("%s is a problem document with a stable type and a way out", (code) => {
  const { status, headers, body } = toProblemReply(new Problem(code));
  const { title, remedy } = PROBLEMS[code];
  expect(status).toBe(PROBLEMS[code].status);
  expect(headers["content-type"]).toBe("application/problem+json");
  expect(body).toEqual({ type: `https://millrace.dev/problems/${code}`, title, status, code, remedy });
});

test("what happened this time is told, and what only we should know is not", () => {
  const cause = new Error("password=secret");
  const errors = [{ field: "items.0.quantity", message: "Too small" }];
  const { body } = toProblemReply(new Problem("request-invalid", { detail: "One field.", errors, cause }));
  expect(body).toMatchObject({ detail: "One field.", errors });
  expect(JSON.stringify(body)).not.toContain("secret");
});

test("who is asked to wait is told how long", () => {
  expect(toProblemReply(new Problem("order-not-yet-known", { retryAfter: 3 })).headers["retry-after"]).toBe("3");
  expect(toProblemReply(new Problem("store-away")).headers["retry-after"]).toBe("1");
  expect(toProblemReply(new Problem("order-unknown")).headers).not.toHaveProperty("retry-after");
});

test("who lacks the token, uses a wrong method or waits in vain is told what to do", () => {
  expect(toProblemReply(new Problem("administrator-only")).headers["www-authenticate"]).toBe("Bearer");
  expect(toProblemReply(new Problem("method-not-allowed", { allow: "GET, PUT" })).headers["allow"]).toBe("GET, PUT");
  expect(toProblemReply(new Problem("answer-missing", { service: "product" })).body).toMatchObject({
    service: "product",
  });
});

const codeOf = (error: unknown) => toProblem(error).code;

test("errors of the body parser are the client's", () => {
  expect(codeOf({ type: "entity.too.large", status: 413 })).toBe("body-too-large");
  expect(codeOf({ type: "charset.unsupported", status: 415 })).toBe("media-type-unsupported");
  expect(codeOf({ type: "encoding.unsupported", status: 415 })).toBe("media-type-unsupported");
  expect(codeOf({ type: "entity.parse.failed", status: 400, message: "Unexpected token" })).toBe("request-malformed");
  expect(codeOf({ type: "request.aborted", status: 400 })).toBe("request-malformed");
  expect(codeOf(new URIError("URI malformed"))).toBe("request-malformed");
});

test("everything else is ours, and its cause is kept for the log", () => {
  const error = new TypeError("x is not a function");
  expect(toProblem(error)).toMatchObject({ code: "unexpected", status: 500, details: { cause: error } });
  for (const thrown of [undefined, null, "text", { status: 502 }]) expect(codeOf(thrown)).toBe("unexpected");
});

test("a problem stays what it is", () => {
  const problem = new Problem("order-unknown");
  expect(toProblem(problem)).toBe(problem);
});

test("a client's text comes back short", () => {
  expect(toProblem({ status: 400, message: "x".repeat(5_000) }).details.detail).toHaveLength(200);
});
