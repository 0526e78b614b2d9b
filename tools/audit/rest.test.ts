import { expect, test } from "vitest";
import { untilRest } from "./rest.ts";

const LONG = 60_000;

test("it waits while something is left, and while nobody can say", async () => {
  const looks = [["1 outbox"], new Error("503"), [], ["never looked at"]] as const;
  let looked = 0;
  const look = async (): Promise<readonly string[]> => {
    const found = looks[looked++] ?? [];
    if (found instanceof Error) throw found;
    return found;
  };
  await untilRest(look, LONG, 1);
  expect(looked).toBe(3);
});

test("it ends when its time is over, and leaves the verdict to the auditor", async () => {
  let looked = 0;
  await untilRest(async () => [`look ${++looked}`], 20, 5);
  expect(looked).toBeGreaterThan(0);
});

test("it fails when nobody could say until the end", async () => {
  await expect(untilRest(() => Promise.reject(new Error("503")), 0)).rejects.toThrow("503");
});
