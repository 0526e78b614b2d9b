import { expect, test } from "vitest";
import { ReplayInput, replayOf } from "./replay.ts";

const orderId = "0192f0c1-2345-7000-8000-000000000000";

test("a replay since a time is for all, whether the time is a number or a text", () => {
  const expected = { scope: "all", since: 1_767_225_600_000, reason: "An operator asked for it." };
  expect(replayOf(ReplayInput.parse({ since: 1_767_225_600_000 }))).toEqual(expected);
  expect(replayOf(ReplayInput.parse({ since: "2026-01-01T00:00:00Z" }))).toEqual(expected);
  expect(replayOf(ReplayInput.parse({ since: "2026-01-01T01:00:00+01:00" }))).toEqual(expected);
});

test("a replay of one order names it", () => {
  expect(replayOf(ReplayInput.parse({ orderId }))).toMatchObject({ scope: orderId, subject: orderId });
  expect(replayOf(ReplayInput.parse({ orderId, since: 5 }))).toMatchObject({ subject: orderId, since: 5 });
});

test.each([[{}], [{ since: "yesterday" }], [{ since: -1 }], [{ orderId: "1" }], [{ since: 1, all: true }]])(
  "%j is refused",
  (body) => expect(ReplayInput.safeParse(body).success).toBe(false),
);
