import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { findProgram, howToGet, Missing } from "./programs.ts";

test("a program is found where its variable says, and nowhere else then", () => {
  expect(findProgram("daprd", { DAPRD: process.execPath })).toBe(process.execPath);
  expect(findProgram("daprd", { DAPRD: "/nowhere/daprd", PATH: dirname(process.execPath) })).toBeUndefined();
});

test("a program that is nowhere is not found", () => {
  expect(findProgram("redisServer", { PATH: "/nowhere" })).toBeUndefined();
  expect(basename(process.execPath)).toBe("node");
});

test("all that is missing is said at once, each with a way to get it", () => {
  const { message } = new Missing([howToGet("daprd"), howToGet("redisServer")]);
  expect(message).toMatch(/daprd.*DAPRD.*\n.*redis-server.*REDIS_SERVER.*apt-get install/);
});
