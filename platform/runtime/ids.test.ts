import { expect, test } from "vitest";
import { OrderId } from "#contracts/shapes/ids.ts";
import { newRealId, seededIds } from "./ids.ts";

const madeAt = (id: string): number => Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);

test("real ids are UUIDv7 of now, and never the same", () => {
  const before = Date.now();
  const ids = Array.from({ length: 5_000 }, newRealId);
  const after = Date.now();
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(OrderId.safeParse(id).success).toBe(true);
    expect(madeAt(id)).toBeGreaterThanOrEqual(before);
    expect(madeAt(id)).toBeLessThanOrEqual(after);
  }
});

test("of two real ids nothing but the time is alike", () => {
  const random = Array.from({ length: 500 }, () => newRealId().slice(-12));
  expect(new Set(random.map((text) => text.slice(0, 4))).size).toBeGreaterThan(400);
  expect(new Set(random.map((text) => text.slice(-4))).size).toBeGreaterThan(400);
});

test("seeded ids are UUIDv7 of the given clock, the same for the same dice and never the same in one run", () => {
  const dice = () => {
    let state = 1;
    return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
  };
  const [one, other] = [seededIds(() => 1_767_225_600_000, dice()), seededIds(() => 1_767_225_600_000, dice())];
  const ids = Array.from({ length: 1_000 }, one);
  expect(Array.from({ length: 1_000 }, other)).toEqual(ids);
  expect(new Set(ids).size).toBe(1_000);
  expect(ids.every((id) => OrderId.safeParse(id).success && madeAt(id) === 1_767_225_600_000)).toBe(true);
});

test("seeded ids differ also when the dice always fall the same way", () => {
  const newId = seededIds(
    () => 0,
    () => 0,
  );
  expect(new Set(Array.from({ length: 100 }, newId)).size).toBe(100);
});
