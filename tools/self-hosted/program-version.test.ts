import { expect, test } from "vitest";
import { isOlder, programVersion } from "./program-version.ts";

test("a program says which version it has", () => {
  expect(programVersion(process.execPath)).toBe(process.versions.node);
  expect(programVersion("/nowhere/daprd")).toBeUndefined();
});

test.each([
  ["6.2.14", "7.0", true],
  ["7.0.0", "7.0", false],
  ["7", "7.0", false],
  ["10.1", "7.0", false],
  ["1.17.9", "1.18", true],
  ["1.18.1", "1.18", false],
])("%s against at least %s: older is %s", (version, least, expected) => {
  expect(isOlder(version, least)).toBe(expected);
});
