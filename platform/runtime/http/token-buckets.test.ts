import { expect, test } from "vitest";
import { TokenBuckets } from "./token-buckets.ts";

function bucketsAt(rate: number, burst: number) {
  const clock = { at: 1_000, now: () => clock.at };
  return { clock, buckets: new TokenBuckets({ rate, burst, clock }) };
}

test("a full bucket lets a burst pass, and then one request for each token that has come", () => {
  const { clock, buckets } = bucketsAt(10, 3);
  expect([1, 2, 3, 4].map(() => buckets.take("a"))).toEqual([0, 0, 0, 100]);
  clock.at += 100;
  expect([buckets.take("a"), buckets.take("a")]).toEqual([0, 100]);
});
test("waiting as long as was said is enough, and asking in between costs nothing", () => {
  const { clock, buckets } = bucketsAt(4, 1);
  buckets.take("a");
  expect(buckets.take("a")).toBe(250);
  clock.at += 200;
  expect(buckets.take("a")).toBe(50);
  clock.at += 50;
  expect(buckets.take("a")).toBe(0);
});
test("a bucket never holds more than a burst, however long nobody came", () => {
  const { clock, buckets } = bucketsAt(10, 2);
  buckets.take("a");
  clock.at += 3_600_000;
  expect([1, 2, 3].map(() => buckets.take("a") === 0)).toEqual([true, true, false]);
});
test("one client's requests cost another nothing", () => {
  const { buckets } = bucketsAt(1, 1);
  expect([buckets.take("a"), buckets.take("a"), buckets.take("b")]).toEqual([0, 1_000, 0]);
});
test("memory is bounded: whoever was not seen for longest is forgotten", () => {
  const { buckets } = bucketsAt(1, 1);
  for (let client = 0; client < 10_001; client++) buckets.take(String(client));
  expect(buckets.clients).toBe(10_000);
  expect(buckets.take("0")).toBe(0);
  expect(buckets.take("10000")).toBe(1_000);
});
