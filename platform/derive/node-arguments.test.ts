import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { NODE_ARGUMENTS } from "./node-arguments.ts";

test("this Node takes the arguments", () => {
  const { status, stderr } = spawnSync(process.execPath, [...NODE_ARGUMENTS, "-e", ""], { encoding: "utf8" });
  expect(status, stderr).toBe(0);
});

test("the image starts Node with them", () => {
  const dockerfile = readFileSync(join(import.meta.dirname, "../../Dockerfile"), "utf8");
  expect(dockerfile).toContain(`CMD ${JSON.stringify(["node", ...NODE_ARGUMENTS, "main.mjs"]).replaceAll(",", ", ")}`);
});
