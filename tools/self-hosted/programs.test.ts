import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { missingParts } from "./parts.ts";
import { findProgram, howToGet, Missing, tooOld } from "./programs.ts";

test("a program is found where its variable says, and nowhere else then", () => {
  expect(findProgram("daprd", { DAPRD: process.execPath })).toBe(process.execPath);
  expect(findProgram("daprd", { DAPRD: "/nowhere/daprd", PATH: dirname(process.execPath) })).toBeUndefined();
});

test("a program that is nowhere is not found", () => {
  expect(findProgram("redisServer", { PATH: "/nowhere" })).toBeUndefined();
  expect(basename(process.execPath)).toBe("node");
});

test("a program that has two names is found by either, and by its own first", () => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const found = () => findProgram("toxiproxy", { PATH: folder });
  for (const name of ["toxiproxy", "toxiproxy-server"]) {
    writeFileSync(join(folder, name), "", { mode: 0o755 });
    expect(found()).toBe(join(folder, name));
  }
  rmSync(folder, { recursive: true });
});

test("all that is missing is said at once, each with a way to get it", () => {
  const { message } = new Missing([howToGet("daprd"), howToGet("redisServer")]);
  expect(message).toMatch(/daprd.*DAPRD.*\n.*redis-server.*REDIS_SERVER.*apt-get install/);
});

test("a program that is too old is said to be so, with its version and a way to get a newer one", () => {
  const folder = mkdtempSync(join(tmpdir(), "programs-"));
  const old = join(folder, "redis-server");
  writeFileSync(old, "#!/bin/sh\necho 'Redis server v=6.2.14 sha=00000000'\n", { mode: 0o755 });
  expect(tooOld("redisServer", old)).toMatch(/redis-server 7\.0 or newer \(.* is 6\.2\.14\).*apt-get install/);
  expect(missingParts("redis", { REDIS_SERVER: old, DAPRD: process.execPath })).toContain(tooOld("redisServer", old));
  rmSync(folder, { recursive: true });
});
