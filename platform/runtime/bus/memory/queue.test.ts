import { expect, test } from "vitest";
import { Queue } from "./queue.ts";

test("what came first leaves first, also after long use", () => {
  const queue = new Queue<number>();
  let left = 0;
  for (let came = 0; came < 10_000; came++) {
    queue.push(came);
    if (came % 3) expect(queue.shift()).toBe(left++);
    expect(queue.size).toBe(came + 1 - left);
  }
  while (queue.size > 0) expect(queue.shift()).toBe(left++);
  expect(left).toBe(10_000);
});

test("an empty queue gives nothing, and can be used afterwards", () => {
  const queue = new Queue<string>();
  expect(queue.shift()).toBeUndefined();
  expect(queue.size).toBe(0);
  queue.push("a");
  expect(queue.shift()).toBe("a");
});

test("a cleared queue is empty", () => {
  const queue = new Queue<number>();
  for (let at = 0; at < 5; at++) queue.push(at);
  queue.shift();
  queue.clear();
  expect(queue.size).toBe(0);
  queue.push(9);
  expect(queue.shift()).toBe(9);
});
