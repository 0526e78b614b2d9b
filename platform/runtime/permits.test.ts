import { expect, test } from "vitest";
import { Permits } from "./permits.ts";

test("the place of one that fails is free again, and those who wait go in their order", async () => {
  const permits = new Permits(1);
  const order: number[] = [];
  const failing = permits.run(() => Promise.reject(new Error("It failed.")));
  const others = [1, 2, 3].map((number) => permits.run(async () => void order.push(number)));
  await expect(failing).rejects.toThrow("It failed.");
  await Promise.all(others);
  await permits.run(async () => void order.push(4));
  expect(order).toEqual([1, 2, 3, 4]);
});
