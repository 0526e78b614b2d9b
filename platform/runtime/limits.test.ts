import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE, SECOND } from "../declare/duration.ts";
import { DEFAULT_LIMITS, readLimits } from "./limits.ts";

test("without a variable everything is as documented, and an empty text is none", () => {
  expect(readLimits({ JOURNAL_KEPT: "", PATH: "/bin" })).toEqual(DEFAULT_LIMITS);
  expect(DEFAULT_LIMITS.kept).toEqual({
    finished: 90 * DAY,
    tombstone: 3 * DAY,
    report: 30 * MINUTE,
    inbox: 3 * DAY,
    journal: HOUR,
    idempotency: DAY,
    broker: DAY,
  });
});
test("durations carry their unit, counts and percents are bare", () => {
  const read = readLimits({ JOURNAL_KEPT: "20m", RETRY_ATTEMPTS: "3", STORE_FULL_AT: "50", DRAIN_WITHIN: "4s" });
  expect(read.kept.journal).toBe(20 * MINUTE);
  expect(read).toMatchObject({ retry: { attempts: 3 }, storeFullAt: 0.5, drain: 4 * SECOND });
});
test.each([
  ["JOURNAL_KEPT", "20", "is not a duration"],
  ["RETRY_LONGEST", "0s", "longer than nothing"],
  ["RETRY_ATTEMPTS", "0", "whole number from 1"],
  ["OUTBOX_CAP", "many", "whole number from 1"],
  ["PROXIES", "-1", "whole number from 0"],
  ["STORE_FULL_AT", "101", "1 to 100"],
])("%s=%s is refused by its name, and why", (name, value, why) => {
  const read = () => readLimits({ [name]: value, CONCURRENCY: "none" });
  expect(read).toThrow(`${name}=${value}: `);
  expect(read).toThrow(why);
  expect(read).toThrow("CONCURRENCY=none: ");
});
test("a memory that is shorter than what can come again is refused", () => {
  expect(() => readLimits({ INBOX_KEPT: "30m" })).toThrow(
    "INBOX_KEPT=30m is shorter than JOURNAL_KEPT=1h and twice BROKER_KEPT=1d together, so an event could be done twice",
  );
  expect(() => readLimits({ TOMBSTONES_KEPT: "2d", JOURNAL_KEPT: "3d" })).toThrow("TOMBSTONES_KEPT=2d is shorter than");
  const together = { BROKER_KEPT: "10m", JOURNAL_KEPT: "20m" };
  expect(() => readLimits({ ...together, INBOX_KEPT: "39m" })).toThrow("INBOX_KEPT=39m is shorter than");
  expect(readLimits({ ...together, INBOX_KEPT: "40m" }).kept.inbox).toBe(40 * MINUTE);
  expect(readLimits({ INBOX_KEPT: "30m", BROKER_KEPT: "10m", JOURNAL_KEPT: "10m" }).kept.inbox).toBe(30 * MINUTE);
});
