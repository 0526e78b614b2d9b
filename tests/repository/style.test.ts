import { expect, test } from "vitest";
import { isTest, linesWith, servicesSources, sources, textOf } from "./files.ts";

const LONGEST = 300;
const USUAL = 60;
const THIS = "tests/repository/style.test.ts";

const linesIn = (path: string): number => textOf(path).trimEnd().split("\n").length;
const isGenerated = (path: string): boolean => /^\/\/ generated\b/i.test(textOf(path)) || path === "services/all.ts";
const written = sources.filter((path) => !isGenerated(path));

test("no file is longer than 300 lines", () => {
  const long = written.filter((path) => linesIn(path) > LONGEST).map((path) => `${path}: ${linesIn(path)} lines`);
  expect(long, "Find the two things in it, and give each a file.").toEqual([]);
});

test("half of the files have 60 lines at most", () => {
  const sizes = written
    .filter((path) => !isTest(path))
    .map(linesIn)
    .toSorted((a, b) => a - b);
  expect(sizes[Math.floor(sizes.length / 2)], "The files grow; split some.").toBeLessThanOrEqual(USUAL);
});

/** The comment with which a file begins, without its slashes; empty when there is none. */
const opening = (path: string): string =>
  /^(\/\/ .*\n)+/
    .exec(textOf(path))?.[0]
    .replaceAll(/^\/\/ /gm, "")
    .trim() ?? "";
/** These say it by their form or name: declarations, lists of handlers, doors. */
const SAY_IT_THEMSELVES = /^services\/([^/]+\/(service|implementation|main)\.ts|[^/]+\/routes\/|all\.ts)/;

test("a file begins with a sentence that says why it exists", () => {
  const mute = written.filter(
    (path) => /^(platform|services)\//.test(path) && !isTest(path) && !SAY_IT_THEMSELVES.test(path),
  );
  const stray = mute.filter((path) => !/^[A-Z"`].*[.!?)]$/s.test(opening(path)));
  expect(stray, "Begin the file with `// ` and one sentence: what is here, and why.").toEqual([]);
});

test("time and chance come from the unit of work, or from the host's clock", () => {
  const paths = servicesSources.filter((path) => !path.includes("/adapters/") && !isTest(path));
  const stray = linesWith(
    /Date\.now|new Date\(\)|Math\.random|randomUUID|set(Timeout|Interval|Immediate)|performance\.now/,
    paths,
  );
  expect(stray, "Use `unitOfWork.now` and `newId()`: the same code runs in virtual time.").toEqual([]);
});

test("no service asks how it is run", () => {
  const paths = servicesSources.filter((path) => !isTest(path));
  const stray = linesWith(/\b(isEmbedded|embedded|NODE_ENV|process\.env|VITEST)\b/i, paths);
  expect(stray, "Make it a setting or a port; the host decides.").toEqual([]);
});

test("nothing is left for later", () => {
  const stray = linesWith(
    /\b(TODO|FIXME|XXX|HACK)\b/,
    sources.filter((path) => path !== THIS),
  );
  expect(stray, "Do it now, or open an issue.").toEqual([]);
});

test("no test is skipped, alone, or empty", () => {
  const tests = sources.filter((path) => isTest(path) && path !== THIS);
  const stray = linesWith(/\b(test|it|describe)\.(skip|only|todo|fails)\b|\bx(it|test|describe)\(/, tests);
  expect(stray, "Mend the test, or remove it together with the promise that it holds.").toEqual([]);
});

test("no check is switched off without a reason", () => {
  const stray = linesWith(
    /@ts-(ignore|nocheck)|(biome-ignore|oxlint-disable|eslint-disable)(?!.* -- \S)/,
    sources.filter((path) => path !== THIS),
  );
  expect(stray, "Write ` -- ` and the reason behind it, or mend what the check found.").toEqual([]);
});

test("what must not compile says what it is", () => {
  const paths = sources.filter((path) => path !== THIS && /@ts-expect-error/.test(textOf(path)));
  const bare = paths.flatMap((path) => {
    const lines = textOf(path).split("\n");
    const places = lines.flatMap((line, at) => (/^\s*\/\/ @ts-expect-error\s*$/.test(line) ? [at] : []));
    return places.filter((at) => !explains(lines, at)).map((at) => `${path}:${at + 1}`);
  });
  expect(bare, "Put a comment above it: what does not compile here?").toEqual([]);
});

/** A comment stands right above, or above the beginning of the statement that the line is part of. */
const explains = (lines: readonly string[], at: number): boolean =>
  [at - 1, at - 2].some((before) => /^\s*\/\/ [A-Z].*\.$/.test(lines[before] ?? ""));
