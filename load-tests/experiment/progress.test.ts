import { expect, onTestFinished, test, vi } from "vitest";
import { barOf, tellProgress } from "./progress.ts";

test("a bar is as full as its share, and never fuller than full", () => {
  expect(barOf(0)).toBe(`[${".".repeat(24)}]`);
  expect(barOf(0.5)).toBe(`[${"#".repeat(12)}${".".repeat(12)}]`);
  expect(barOf(1.7)).toBe(barOf(1));
});
test("where there is no terminal, a line now and then says how far it is, until it is over", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const said: string[] = [];
  let accepted = 0;
  const progress = tellProgress(
    20,
    () => ({ accepted: ++accepted, ended: 1, lag: 7 }),
    (line) => said.push(line),
  );
  vi.advanceTimersByTime(20_000);
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([
    `${barOf(0.5)} 1 orders accepted, 1 ended, 7 events wait`,
    `${barOf(1)} 2 orders accepted, 1 ended, 7 events wait`,
  ]);
});
