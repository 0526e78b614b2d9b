import { expect, test } from "vitest";
import { mayBeLost } from "./watch.ts";

const PACE = { ORDER_DEADLINE_MS: 100_000, FIRST_REPLAY_MS: 15_000, REPLAY_EVERY_MS: 60_000 };
const PLACED = 100_000;
const NOW = PLACED + 40_000;

test("an order that waits behind others, which are settled one after the other, is not lost", () => {
  expect(mayBeLost(PLACED, { placedAt: PLACED - 5_000, at: NOW - 100 }, PACE, NOW)).toBe(false);
  expect(mayBeLost(PLACED, { placedAt: PLACED + 1_000, at: NOW - 100 }, PACE, NOW)).toBe(false);
});
test("an order that was overtaken may be lost", () => {
  expect(mayBeLost(PLACED, { placedAt: PLACED + 2_001, at: NOW - 100 }, PACE, NOW)).toBe(true);
});
test("when no order is settled any more, each may be lost", () => {
  expect(mayBeLost(PLACED, { placedAt: PLACED - 5_000, at: NOW - 15_000 }, PACE, NOW)).toBe(true);
  expect(mayBeLost(PLACED, { placedAt: 0, at: 0 }, PACE, NOW)).toBe(true);
});
