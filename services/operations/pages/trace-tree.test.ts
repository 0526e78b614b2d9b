import { expect, test } from "vitest";
import { type Span, stepsOf } from "./trace-tree.ts";

const span = (spanId: string, parentSpanId?: string): Span => ({
  spanId,
  ...(parentSpanId && { parentSpanId }),
  service: "order",
  name: spanId,
  at: 0,
  took: 1,
});

test("each step stands below the one that it follows from", () => {
  const steps = stepsOf([
    span("request"),
    span("create", "request"),
    span("other", "request"),
    span("handle", "create"),
  ]);
  expect(steps.map(({ name, depth }) => `${depth} ${name}`)).toEqual(["0 request", "1 create", "2 handle", "1 other"]);
});

test("a step whose cause was not kept is not left out", () => {
  expect(stepsOf([span("handle", "unknown")])).toMatchObject([{ name: "handle", depth: 0 }]);
  expect(stepsOf([])).toEqual([]);
});
