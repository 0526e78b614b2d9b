import { expect, test } from "vitest";
import { nextTraceparent } from "./trace.ts";

const PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
const VALID = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

test("a child keeps its parent's trace id and flags, and has a span id of its own", () => {
  const child = nextTraceparent(PARENT, Math.random);
  expect(child).toMatch(VALID);
  expect(child.slice(0, 36)).toBe(PARENT.slice(0, 36));
  expect(child.slice(36, 52)).not.toBe(PARENT.slice(36, 52));
  expect(child.slice(52)).toBe("-00");
});

test("without a parent a sampled trace begins", () => {
  const first = nextTraceparent(undefined, Math.random);
  expect(first).toMatch(VALID);
  expect(first.endsWith("-01")).toBe(true);
  expect(nextTraceparent(undefined, Math.random).slice(3, 35)).not.toBe(first.slice(3, 35));
});

test.each([
  ["nothing", ""],
  ["something else", "hello"],
  ["no trace id", `00-${"0".repeat(32)}-b7ad6b7169203331-01`],
  ["no span id", `00-0af7651916cd43dd8448eb211c80319c-${"0".repeat(16)}-01`],
  ["capital letters", PARENT.toUpperCase()],
  ["another version", PARENT.replace(/^00/, "ff")],
  ["something behind it", `${PARENT}\n`],
])("a parent that says %s is not followed", (_what, parent) => {
  const next = nextTraceparent(parent, Math.random);
  expect(next).toMatch(VALID);
  expect(next).not.toContain("0af7651916cd43dd8448eb211c80319c");
});

test("ids are never all zero, whatever the dice say", () => {
  for (const random of [() => 0, () => 0.999_999]) {
    expect(nextTraceparent(undefined, random)).toMatch(VALID);
    expect(nextTraceparent(PARENT, random)).toMatch(VALID);
  }
});
