import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Deadline } from "./deadline.ts";

const never = () => new Promise<string>(() => undefined);
const after = <T>(delay: number, value: T) => new Promise<T>((resolve) => setTimeout(() => resolve(value), delay));
const outcome = (answer: Promise<string>) =>
  answer.then(
    (value) => value,
    (error: Error) => error.message,
  );

describe("the deadline of commands", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("lets an answer through, and an error", async () => {
    const deadline = new Deadline(100);
    await expect(deadline.watch(Promise.resolve("here"))).resolves.toBe("here");
    await expect(deadline.watch(Promise.reject(new Error("refused")))).rejects.toThrow("refused");
  });

  it("fails each that has no answer in its own time, and no other", async () => {
    const deadline = new Deadline(100);
    const ends: string[] = [];
    const note = (name: string, answer: Promise<string>) =>
      void outcome(answer).then((end) => ends.push(`${name}: ${end}`));
    note("first", deadline.watch(never()));
    await vi.advanceTimersByTimeAsync(60);
    note("second", deadline.watch(never()));
    note("third", deadline.watch(after(90, "in time")));
    await vi.advanceTimersByTimeAsync(39);
    expect(ends).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(ends).toEqual(["first: No answer within 100 ms."]);
    await vi.advanceTimersByTimeAsync(50);
    expect(ends).toContain("third: in time");
    await vi.advanceTimersByTimeAsync(10);
    expect(ends).toContain("second: No answer within 100 ms.");
  });

  it("keeps no timer when nothing is waited for", async () => {
    const deadline = new Deadline(100);
    await deadline.watch(Promise.resolve("here"));
    await vi.advanceTimersByTimeAsync(100);
    expect(vi.getTimerCount()).toBe(0);
  });
});
