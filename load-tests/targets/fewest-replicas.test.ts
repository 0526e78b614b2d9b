import { expect, test } from "vitest";
import { untilFewest } from "./fewest-replicas.ts";

const fewest = new Map([
  ["order", 2],
  ["billing", 0],
]);
const waiting = (...seen: Record<string, number>[]) => {
  let looks = 0;
  const replicas = async () => seen[Math.min(looks++, seen.length - 1)] ?? {};
  return untilFewest({ replicas, fewest, timeout: 30, every: 1 }).then(() => looks);
};

test("it waits until every service has as few replicas as it needs, or one if it may sleep", async () => {
  expect(await waiting({ order: 2, billing: 3 }, { order: 2, billing: 1 })).toBe(2);
  expect(await waiting({ order: 2, billing: 0 })).toBe(1);
});
test("who stays scaled is named in the end", async () => {
  await expect(waiting({ order: 2, billing: 2 })).rejects.toThrow("billing still had more replicas");
  await expect(waiting({ order: 3, billing: 1 })).rejects.toThrow("order still had more replicas");
});
test("whoever is interrupted does not wait", async () => {
  const replicas = async () => ({ order: 9 });
  const signal = AbortSignal.abort();
  await expect(untilFewest({ replicas, fewest, timeout: 60_000, signal })).rejects.toThrow(/abort/i);
});
