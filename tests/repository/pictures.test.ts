import { expect, test } from "vitest";
import { filesBelow, namesIn, textOf } from "./files.ts";

const pictures = namesIn("docs/images")
  .map((name) => name.replace(/\.png$/, ""))
  .toSorted();

test("every picture of the pages is taken by their tests, and none that they take is missing", () => {
  const tests = filesBelow("tests/browser").filter((path) => path.endsWith(".test.ts"));
  const taken = tests.flatMap((path) =>
    [...textOf(path).matchAll(/\bpicture\(page, "([\w-]+)"/g)].map(([, name = ""]) => name),
  );
  expect(pictures, "Run `make screenshots`.").toEqual(taken.toSorted());
});

test("every picture is shown somewhere", () => {
  const texts = ["README.md", ...filesBelow("docs").filter((path) => path.endsWith(".md"))].map(textOf).join();
  expect(pictures.filter((name) => !texts.includes(`images/${name}.png`))).toEqual([]);
});
