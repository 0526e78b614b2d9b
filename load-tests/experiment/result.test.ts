import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { nothingLostNothingDoubled, recoversWithin } from "./expectation.ts";
import { brokenOff, keptBySlack, type Result, Results, resultOf, verdictOf } from "./result.ts";
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
test("what was kept only because more time was allowed is told with what was seen, and a miss is not", () => {
  const seen = observation({ recovery: 61_000, slack: 3, violations: ["I5 one mail a kind: two"] });
  expect(
    keptBySlack([recoversWithin(60), recoversWithin(20), recoversWithin(90), nothingLostNothingDoubled], seen),
  ).toEqual([`${recoversWithin(60).says} Seen: 61.0 s.`]);
  expect(keptBySlack([recoversWithin(60)], { ...seen, recovery: 60_000 })).toEqual([]);
});
const one = { campaign: "abc", experiment: "poison", target: "self-hosted", broker: "redis", isShort: true };
const AROUND = { date: "2026-01-02T03:04:05.000Z", rate: 5, slack: 1, machine: "one", versions: {} };

test("a result says what was seen and on what; one that broke off says why, and is no verdict", () => {
  const blows = [1, 2].map((at) => ({ at, what: "10 bad OrderCreated" }));
  const result = resultOf(one, AROUND, observation({ letters: 3, blows }), verdictOf([kept], [kept]));
  expect(result).toMatchObject({
    verdict: "kept",
    orders: 300,
    blows: 2,
    letters: 3,
    badEvents: 20,
    rate: 5,
    mails: { arrived: 900 },
  });
  expect(brokenOff(one, AROUND, new Error("k6 is gone."))).toMatchObject({
    verdict: "broken-off",
    misses: ["It broke off: k6 is gone."],
    orders: 0,
  });
});
test("what was done already in a campaign is known after a new start, and nothing else is", () => {
  const folder = mkdtempSync(join(tmpdir(), "millrace-results-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, "results.jsonl");
  expect(new Results(file).lastOf(one)).toBeUndefined();
  new Results(file).add({ ...one, verdict: "kept" } as Result);
  new Results(file).add({ ...one, verdict: "missed" } as Result);
  new Results(file).add(brokenOff(one, AROUND, new Error("k6 is gone.")));
  new Results(file).add(brokenOff({ ...one, broker: "rabbitmq" }, AROUND, new Error("k6 is gone.")));
  new Results(file).add({ ...one, broker: "kafka", verdict: "kept" } as Result);
  const later = new Results(file);
  expect(later.all()).toHaveLength(5);
  expect(later.lastOf(one)?.verdict, "The last that came to its end.").toBe("missed");
  for (const other of [{ campaign: "def" }, { experiment: "abuse" }, { broker: "rabbitmq" }, { isShort: false }])
    expect(later.lastOf({ ...one, ...other })).toBeUndefined();
});
