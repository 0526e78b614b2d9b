import { basename } from "node:path";
import { expect, test } from "vitest";
import { linesWith, servicesSources, sources } from "./files.ts";

/** `x.test.ts`, and `x.redis.test.ts` for a test that needs more than Node. */
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.([a-z]+\.)?test)?\.tsx?$/;
const EMPTY_WORDS = /(^|-)(utils?|helpers?|common|shared|misc|manager|service-impl|base|abstract|stuff)(-|\.|$)/;
const PRODUCTS = /redis|rabbit|kafka|dapr|postgres|mongo|nats|sqs|kubernetes/i;

test("files are named in kebab case", () => {
  const stray = sources.filter((path) => !KEBAB.test(basename(path)));
  expect(stray, "Rename it like on-order-created.ts.").toEqual([]);
});

test("files are named after what they are, not after what they are not", () => {
  const stray = sources.filter((path) => EMPTY_WORDS.test(basename(path)));
  expect(stray, "Name the file by the one thing that it does; split it when there are several.").toEqual([]);
});

test("folders have no empty names either", () => {
  const stray = sources.filter((path) =>
    path
      .split("/")
      .slice(0, -1)
      .some((folder) => EMPTY_WORDS.test(folder)),
  );
  expect(stray, "Name the folder by what is in it.").toEqual([]);
});

test("services and contracts name no broker, store or cluster product, outside of adapters", () => {
  const paths = [...servicesSources, ...sources.filter((path) => path.startsWith("contracts/"))];
  const stray = linesWith(
    PRODUCTS,
    paths.filter((path) => !path.includes("/adapters/")),
  );
  expect(stray, "What it runs on is the host's business; say what is needed instead.").toEqual([]);
});
