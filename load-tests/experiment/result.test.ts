import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nothingLostNothingDoubled, recoversWithin } from "./expectation.ts";
import { type Result, Results, verdictOf } from "./result.ts";
import { observation } from "./sample-observation.ts";

const kept = { says: "Yes.", isKept: true, seen: "yes" };
const missed = { says: "No.", isKept: false, seen: "no" };

test("one miss is a miss, and it says what was seen", () => {
  expect(verdictOf([kept], [kept])).toEqual({ verdict: "kept", misses: [] });
  expect(verdictOf([kept], [kept, missed])).toEqual({ verdict: "missed", misses: ["No. Seen: no."] });
});
test("a platform that was not well before the fault has proved nothing", () => {
  expect(verdictOf([missed], [kept]).verdict).toBe("unsteady");
  expect(verdictOf([missed], [missed])).toEqual({ verdict: "missed", misses: ["No. Seen: no.", "No. Seen: no."] });
});
test("what an auditor finds makes the verdict fail", () => {
  const seen = observation({ violations: ["I5 one mail a kind: two"] });
  const held = [nothingLostNothingDoubled, recoversWithin(60)].map(({ says, judge }) => ({ says, ...judge(seen) }));
  expect(verdictOf([], held)).toMatchObject({ verdict: "missed", misses: [expect.stringContaining("I5")] });
});
test("what was done already in a campaign is known after a new start, and nothing else is", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-results-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "results.jsonl");
  const one = { campaign: "abc", experiment: "poison", target: "self-hosted", broker: "redis", isShort: true };
  expect(new Results(file).has(one)).toBe(false);
  new Results(file).add({ ...one, verdict: "missed" } as Result);
  new Results(file).add({ ...one, broker: "kafka", verdict: "kept" } as Result);
  const later = new Results(file);
  expect(later.all()).toHaveLength(2);
  expect(later.has(one)).toBe(true);
  for (const other of [{ campaign: "def" }, { experiment: "abuse" }, { broker: "rabbitmq" }, { isShort: false }])
    expect(later.has({ ...one, ...other })).toBe(false);
});
