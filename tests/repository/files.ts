// The repository's own files, for the rules about them.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export const ROOT = join(import.meta.dirname, "../..");
const ROOMS = ["contracts", "k8s", "load-tests", "platform", "services", "tests", "tools"] as const;
/** Typed objects of others, written by a generator. */
const IMPORTED = "k8s/imports/";

/** Names in a folder, sorted; paths are from the root of the repository. */
export const namesIn = (folder: string): string[] => readdirSync(join(ROOT, folder)).toSorted();
export const foldersIn = (folder: string): string[] =>
  namesIn(folder).filter((name) => statSync(join(ROOT, folder, name)).isDirectory());

/** Every file below a folder. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length + 1))
    .toSorted();

export const textOf = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const isTest = (path: string): boolean => path.endsWith(".test.ts");
/** Every source file of the rooms. */
export const sources: readonly string[] = ROOMS.flatMap(filesBelow).filter(
  (path) => /\.tsx?$/.test(path) && !path.startsWith(IMPORTED),
);
export const servicesSources: readonly string[] = sources.filter((path) => path.startsWith("services/"));
/** The names of the services, which are their folders. */
export const serviceNames: readonly string[] = foldersIn("services");

/** What a file imports, as it is written there; types too. */
export const importsOf = (path: string): string[] =>
  [...textOf(path).matchAll(/(?:^|\s)(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, found]) => found as string);

/** Lines on which a pattern is found, as `path:line: text`. */
export const linesWith = (pattern: RegExp, paths: readonly string[]): string[] =>
  paths.flatMap((path) =>
    textOf(path)
      .split("\n")
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : [])),
  );
