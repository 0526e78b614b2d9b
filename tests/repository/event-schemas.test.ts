import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { breakingChanges } from "#platform/derive/compatible.ts";
import { eventSchema, type JsonSchema } from "#platform/derive/json-schema.ts";
import { loadEvents } from "#tools/generate/declarations.ts";
import { namesIn, ROOT, textOf } from "./files.ts";

const FOLDER = "contracts/schemas";
const WAY_OUT =
  "Events live on in brokers and journals. Add optional fields only; for anything else declare a new event beside the old one.";

/** What git answers; undefined where there is no git, no repository, or no such thing in it. */
function git(...command: string[]): string | undefined {
  try {
    return execFileSync("git", command, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  } catch {
    return undefined;
  }
}
const lines = (text: string | undefined): string[] => (text ?? "").split("\n").filter((line) => line !== "");

/** Where promises were made: every commit that ever touched the schemas, so that no later commit can move the baseline. */
const places = lines(git("log", "--format=%h", "--", FOLDER)).filter(
  (place) => git("cat-file", "-e", `${place}:${FOLDER}`) !== undefined,
);

/** The schemas that were promised somewhere, by event; from the files where git does not know. */
function promisedIn(place: string | undefined): Map<string, JsonSchema> {
  const files = place === undefined ? namesIn(FOLDER) : lines(git("ls-tree", "--name-only", `${place}:${FOLDER}`));
  const read = (file: string) =>
    place === undefined ? textOf(`${FOLDER}/${file}`) : git("show", `${place}:${FOLDER}/${file}`);
  const names = files.filter((file) => file.endsWith(".json"));
  return new Map(names.map((file) => [file.replace(/\.json$/, ""), JSON.parse(read(file) ?? "{}") as JsonSchema]));
}

/** Everything by which those who hold or hear an event would stumble. */
const broken = (promised: ReadonlyMap<string, JsonSchema>, now: ReadonlyMap<string, JsonSchema>): string[] =>
  [...promised].flatMap(([name, before]) => {
    const schema = now.get(name);
    if (!schema) return [`${name}: the event is gone.`];
    return breakingChanges(before, schema).map((change) => `${name}: ${change}`);
  });

const derived = new Map((await loadEvents()).map(({ event }) => [event.name, eventSchema(event)]));

test.each(places.length > 0 ? places : [undefined])("events keep what they have promised in %s", (place) => {
  const promised = promisedIn(place);
  expect(promised.size).toBeGreaterThan(0);
  expect(broken(promised, derived), WAY_OUT).toEqual([]);
});

test("every event has its schema among the files, and every file its event", () => {
  const files = namesIn(FOLDER).map((file) => file.replace(/\.json$/, ""));
  expect(files, "Run `make generate`.").toEqual([...derived.keys()].toSorted());
});

test("the files say what is derived now", () => {
  expect(promisedIn(undefined), "Run `make generate`.").toEqual(derived);
});

interface Draft {
  readonly properties: Record<string, unknown>;
  readonly required: string[];
}
const requireToo = ({ properties, required }: Draft, name: string): void => {
  properties[name] = { type: "string" };
  required.push(name);
};

describe("the check itself", () => {
  const NAME = "OrderPriced";
  const original = derived.get(NAME) as JsonSchema;
  const changedTo = (change: (schema: Draft) => void): string[] => {
    const copy = structuredClone(original);
    change(copy as unknown as Draft);
    return broken(new Map([[NAME, original]]), new Map([[NAME, copy]]));
  };

  test("lets optional fields be added", () => {
    expect(changedTo(({ properties }) => Object.assign(properties, { note: { type: "string" } }))).toEqual([]);
    expect(changedTo(() => {})).toEqual([]);
  });

  test.each<[string, (schema: Draft) => void, string]>([
    ["a field that is gone", ({ properties }) => delete properties["total"], "total is gone"],
    ["a field of another type", ({ properties }) => Object.assign(properties, { total: { type: "string" } }), "total"],
    ["a new field that is required", (schema) => requireToo(schema, "note"), "note is now required"],
    ["a field that is not required any more", ({ required }) => required.pop(), "no longer required"],
  ])("refuses %s", (_what, change, message) => {
    expect(changedTo(change).join("\n")).toContain(message);
  });

  test("refuses an event that is gone, and not one that is new", () => {
    expect(broken(new Map([[NAME, original]]), new Map())).toEqual([`${NAME}: the event is gone.`]);
    expect(broken(new Map(), new Map([[NAME, original]]))).toEqual([]);
  });
});
