import { expect, test } from "vitest";
import { remembered } from "./remembered.ts";

test("an answer is fetched once for all who ask within its age, also while it is on its way, and then again", async () => {
  let [fetched, time] = [0, 0];
  const ask = remembered(
    async () => ++fetched,
    1_000,
    () => time,
  );
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  time = 999;
  expect(await ask()).toBe(1);
  time = 1_000;
  expect(await ask()).toBe(2);
});

test("a failure is not kept", async () => {
  let fetched = 0;
  const ask = remembered(
    async () => (fetched++ === 0 ? Promise.reject(new Error("away")) : "there"),
    1_000,
    () => 0,
  );
  await expect(ask()).rejects.toThrow("away");
  expect(await ask()).toBe("there");
});
