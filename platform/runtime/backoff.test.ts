import fc from "fast-check";
import { expect, test } from "vitest";
import { backoff } from "./backoff.ts";

const policy = { attempts: 10, first: 200, longest: 30_000, longestOutage: 60_000 };

test("the wait doubles with each attempt, up to the longest", () => {
  const waits = [1, 2, 3, 4, 8, 9, 1_000].map((attempt) => backoff(policy, attempt, () => 1));
  expect(waits).toEqual([200, 400, 800, 1_600, 25_600, 30_000, 30_000]);
});

test("at least half of the wait is kept, whatever the dice say", () => {
  const dice = fc.double({ min: 0, max: 0.999_999, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000 }), dice, (attempt, random) => {
      const full = Math.min(policy.longest, policy.first * 2 ** (attempt - 1));
      const wait = backoff(policy, attempt, () => random);
      return Number.isInteger(wait) && wait >= full / 2 && wait <= full;
    }),
  );
});
