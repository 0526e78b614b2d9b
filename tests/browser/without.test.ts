// A machine without a browser: nothing fails there, and what is left out is said; unless a browser is insisted on.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const FILES = ["shop", "security"].map((name) => `tests/browser/${name}.test.ts`);

const run = (environment: Readonly<Record<string, string>>) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const env = { PATH: process.env["PATH"], CHROMIUM: "/nowhere/chromium", ...environment };
    execFile(
      process.execPath,
      ["node_modules/vitest/vitest.mjs", "run", ...FILES],
      { cwd: ROOT, env },
      (error, out, err) => resolve({ code: error === null ? 0 : Number(error.code), said: out + err }),
    );
  });

test("is told what is left out, and passes what needs no browser", { timeout: 90_000 }, async () => {
  const { code, said } = await run({});
  expect(said).toContain("Left out, in a real browser: the shop; /nowhere/chromium was not found");
  expect(said).toMatch(/Tests .*\d+ passed.* \| .*3 skipped/);
  expect(code).toBe(0);
});

test("fails where a browser is insisted on", { timeout: 90_000 }, async () => {
  const { code, said } = await run({ REQUIRE: "1" });
  expect(said).toContain("/nowhere/chromium was not found");
  expect(code).toBe(1);
});
