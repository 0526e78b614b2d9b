import { expect, test } from "vitest";
import { summaryText } from "./summary.ts";

const metrics = {
  iterations: { values: { count: 12 } },
  accepted: { values: { passes: 11, fails: 1 }, thresholds: { "rate>=0.999": { ok: false } } },
  accept_duration: {
    values: { med: 3.456, "p(95)": 5, "p(99)": 9, max: 11 },
    thresholds: { "p(99)<100": { ok: true } },
  },
};

test("the summary names what came, what was accepted, and each level with its verdict", () => {
  const text = summaryText("A few customers.", { metrics });
  expect(text).toContain("12 customers, 11 orders accepted, 1 not");
  expect(text).toContain("p50 3.46 ms, p95 5 ms, p99 9 ms, longest 11 ms");
  expect(text).toContain("MISSED accepted rate>=0.999");
  expect(text).toContain("held   accept_duration p(99)<100");
});
