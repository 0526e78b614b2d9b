import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { filesBelow, namesIn, ROOT, textOf } from "./files.ts";

const FOLDERS = ["docs", "services", "contracts", "platform", "k8s", "tests", "tools", ".github"];
const pages = [
  ...namesIn(".").filter((name) => name.endsWith(".md")),
  ...FOLDERS.filter((folder) => existsSync(join(ROOT, folder)))
    .flatMap(filesBelow)
    .filter((path) => path.endsWith(".md")),
];

/** The headings of a page as the anchors that links use. */
const anchorsIn = (path: string): string[] =>
  [...textOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

/** Links of a page to places in the repository; those in code blocks are examples. */
const linksIn = (path: string): string[] =>
  [
    ...textOf(path)
      .replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "")
      .matchAll(/\]\(([^)\s]+)[^)]*\)/g),
  ]
    .map(([, link = ""]) => link)
    .filter((link) => !/^[a-z]+:/.test(link));

test.each(pages)("the links of %s lead somewhere", (page) => {
  const broken = linksIn(page).filter((link) => {
    const [file = "", anchor] = link.split("#");
    const path = file === "" ? page : join(dirname(page), file);
    if (!existsSync(join(ROOT, path))) return true;
    return anchor !== undefined && path.endsWith(".md") && !anchorsIn(path).includes(anchor);
  });
  expect(broken, "Correct the link, or bring back what it leads to.").toEqual([]);
});
