// docs/guides/add-a-service.md, followed word by word in a copy of the repository: a new service changes no other one.
import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { filesBelow, ROOT, textOf } from "./repository/files.ts";

const run = promisify(execFile);
const ROOMS = ["contracts", "k8s", "load-tests", "platform", "services", "tests", "tools"];
const COPIED = [...ROOMS, "docs", "README.md", "package.json", "tsconfig.json", "versions.env", "vitest.config.ts"];
/** What `make generate` writes for a new service, besides its own README. */
const GENERATED = /^(services\/(all|declarations)\.ts|docs\/reference\/.*|k8s\/manifests\/.*|README\.md)$/;

/** Files of the recipe: a line with a path, and the code block under it. */
const written = new Map(
  [...textOf("docs/guides/add-a-service.md").matchAll(/^`(services\/\S+)`\n\n```\w+\n([\s\S]*?)^```$/gm)].map(
    ([, path = "", content = ""]) => [path, content],
  ),
);
const copy = mkdtempSync(join(tmpdir(), "recipe-"));
const node = (...args: string[]) => run(process.execPath, args, { cwd: copy });

beforeAll(async () => {
  for (const name of COPIED) cpSync(join(ROOT, name), join(copy, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  for (const [path, content] of written) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), content);
  }
  await node("--import", "tsx", "tools/generate.ts");
}, 120_000);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe("The recipe for a service", () => {
  it("has every file that a service has", () => {
    const names = [...written.keys()].map((path) => path.replace("services/wishlist/", ""));
    expect(names).toEqual(expect.arrayContaining(["service.ts", "implementation.ts", "main.ts", "README.md"]));
  });
  it("changes no file but what is generated", () => {
    const before = [...ROOMS, "docs"].flatMap(filesBelow).concat("README.md");
    const changed = before.filter((path) => readFileSync(join(copy, path), "utf8") !== textOf(path));
    expect(changed).toContain("services/all.ts");
    expect(changed.filter((path) => !GENERATED.test(path))).toEqual([]);
  });
  it("fills the service's own table", () => {
    expect(readFileSync(join(copy, "services/wishlist/README.md"), "utf8")).toContain(
      "`PUT /wishlists/:userId/wishes`",
    );
  });
  it("compiles", { timeout: 120_000 }, async () => {
    const only = { extends: "./tsconfig.json", include: ["services/wishlist", "services/all.ts"] };
    writeFileSync(join(copy, "tsconfig.recipe.json"), JSON.stringify(only));
    await node("node_modules/typescript/bin/tsc", "-p", "tsconfig.recipe.json");
  });
  it("passes its own tests, and the rules for services", { timeout: 120_000 }, async () => {
    await node("node_modules/vitest/vitest.mjs", "run", "services/wishlist", "tests/repository/services.test.ts");
  });
});
