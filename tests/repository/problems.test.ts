import { expect, test } from "vitest";
import { PROBLEMS } from "#contracts/problems.ts";
import { isTest, sources, textOf } from "./files.ts";

const codes = Object.keys(PROBLEMS);
const users = sources.filter((path) => /^(platform|services)\//.test(path) && !isTest(path)).map(textOf);
const page = textOf("docs/reference/problems.md");

test.each(codes)("%s is reported by somebody", (code) => {
  const isUsed = users.some((text) => text.includes(`"${code}"`));
  expect(isUsed, "Report it somewhere, or remove it from contracts/problems.ts.").toBe(true);
});

test.each(codes)("%s is documented", (code) => {
  expect(page.includes(`\`${code}\``), "Run `make generate`: it writes docs/reference/problems.md.").toBe(true);
});

test("the page documents no problem that there is not", () => {
  const documented = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code as string);
  expect(documented.toSorted(), "Run `make generate`.").toEqual(codes.toSorted());
});

test.each(Object.entries(PROBLEMS))("%s says what it means and what to do", (code, { title, remedy, status }) => {
  expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(title, "A title is a short sentence without a full stop.").toMatch(/^[A-Z].*[^.]$/);
  expect(remedy, "A remedy tells the reader what to do, in a sentence.").toMatch(/^\S.*\.$/);
  expect(status).toBeGreaterThanOrEqual(400);
});
