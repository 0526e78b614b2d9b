import { expect, test } from "vitest";
import { filesBelow, namesIn, textOf } from "../tests/repository/files.ts";
import { version, versions } from "./versions.ts";

/** Who cannot read versions.env: the Dockerfile's default, tools that run without it, and people. */
const paths = ["Dockerfile", ...filesBelow("tools"), ...namesIn("docs/guides").map((name) => `docs/guides/${name}`)];

test("an image that is named elsewhere has the tag that versions.env names", () => {
  const named = [...versions].filter(([name]) => name.endsWith("_IMAGE")).map(([, image]) => image);
  const found = paths.flatMap((path) =>
    named.flatMap((image) => {
      const [repository = "", tag = ""] = image.split(":");
      // What begins like a number with a point or a dash is a tag, and no port.
      const tags = [...textOf(path).matchAll(new RegExp(`(?<![\\w./-])${repository}:(v?\\d+[.-][\\w.-]+)`, "g"))];
      return tags.map(([, other = ""]) => ({ path, repository, tag, other }));
    }),
  );
  expect(found.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["Dockerfile", "tools/self-hosted/brokers/kafka.ts", "docs/guides/self-hosted.md"]),
  );
  expect(found.filter(({ tag, other }) => tag !== other)).toEqual([]);
});

test("the guide installs the Dapr that versions.env names", () => {
  const guide = textOf("docs/guides/kubernetes.md");
  expect([...guide.matchAll(/--version (\S+)/g)].map(([, other]) => other)).toEqual([version("DAPR_VERSION")]);
});
