import { describe, expect, test } from "vitest";
import { kebabCase } from "#platform/derive/kebab-case.ts";
import { services } from "#services/all.ts";
import { filesBelow, foldersIn, namesIn, serviceNames, servicesSources, textOf } from "./files.ts";

const FOLDERS = ["adapters", "domain", "handlers", "pages", "queries", "routes", "schedules"];
const ALWAYS = ["README.md", "implementation.ts", "main.ts", "service.ts"];
const MAIN_LINES = 15;

const tsIn = (service: string, folder: string): string[] =>
  foldersIn(`services/${service}`).includes(folder) ? namesIn(`services/${service}/${folder}`) : [];
const filesOf = (keys: Iterable<string>): string[] => [...keys].map((key) => `${kebabCase(key)}.ts`).toSorted();

test("services/all.ts lists the folders, all of them", () => {
  const listed = services.map(({ declaration }) => declaration.name).toSorted();
  expect(listed, "Run `make generate`: it writes services/all.ts from the folders.").toEqual(serviceNames);
});

describe.each(services.map(({ declaration, observer }) => ({ declaration, observer, name: declaration.name })))(
  "services/$name",
  ({ name, declaration, observer }) => {
    test("has what every service has, and folders of known names", () => {
      expect(namesIn(`services/${name}`), "Copy the file's form from services/inventory.").toEqual(
        expect.arrayContaining(ALWAYS),
      );
      const unknown = foldersIn(`services/${name}`).filter((folder) => !FOLDERS.includes(folder));
      expect(unknown, `A service's folders are ${FOLDERS.join(", ")}; move the files to one of them.`).toEqual([]);
    });

    test("has one handler file for each reaction, so that `ls services/*/handlers/on-….ts` lists an event's consumers", () => {
      const keys = observer ? ["onAnyEvent"] : Object.keys(declaration.reactions);
      expect(
        tsIn(name, "handlers"),
        "One file per declared reaction and nothing else; the rest goes to domain/.",
      ).toEqual(filesOf(keys));
    });

    test("has one file for each route and each schedule, so that `ls services/*/{routes,schedules}` lists the doors", () => {
      const message = "One file per declared route or schedule and nothing else; shared reads go to queries/.";
      expect(tsIn(name, "routes"), message).toEqual(filesOf(Object.keys(declaration.routes)));
      expect(tsIn(name, "schedules"), message).toEqual(filesOf(Object.keys(declaration.schedules)));
    });

    test("exports from each of these files what its name says", () => {
      const groups = { handlers: Object.keys(declaration.reactions), ...keysOf(declaration) };
      if (observer) groups.handlers = ["onAnyEvent"];
      const missing = Object.entries(groups).flatMap(([folder, keys]) =>
        keys.filter((key) => {
          const text = textOf(`services/${name}/${folder}/${kebabCase(key)}.ts`);
          return !new RegExp(`export (const|async function|function) ${key}\\b`).test(text);
        }),
      );
      expect(missing, "Export the function under the key that the declaration gives it.").toEqual([]);
    });

    test("starts in a few lines, all alike", () => {
      const text = textOf(`services/${name}/main.ts`);
      expect(text.trimEnd().split("\n").length, "main.ts only serves the implementation.").toBeLessThanOrEqual(
        MAIN_LINES,
      );
      const variable = /^import (\w+) from "\.\/implementation\.ts";$/m.exec(text)?.[1];
      const given = declaration.observes === "all" ? `${variable}, declarations` : variable;
      expect(text, "Copy services/inventory/main.ts; an observer also gives the list of declarations.").toContain(
        `await serve(${given});`,
      );
    });

    test("says in its README what it is for, with its generated table", () => {
      const text = textOf(`services/${name}/README.md`);
      expect(text, "Begin the README with the service's name.").toMatch(new RegExp(`^# ${name}\n\n\\S`));
      expect(text, "Add the two generated:service marks and run `make generate`.").toMatch(
        /<!-- generated:service -->[\s\S]*<!-- \/generated:service -->/,
      );
    });
  },
);

const keysOf = ({ routes, schedules }: (typeof services)[number]["declaration"]) => ({
  routes: Object.keys(routes),
  schedules: Object.keys(schedules),
});

test("nothing but services and their lists lies in services/", () => {
  const loose = filesBelow("services").filter((path) => path.split("/").length < 3);
  expect(loose, "Put the file into the service that it belongs to.").toEqual([
    "services/all.ts",
    "services/declarations.ts",
  ]);
});

test("every event of contracts/events is published and heard by somebody", () => {
  const files = namesIn("contracts/events").filter((file) => file !== "index.ts" && !file.endsWith(".test.ts"));
  const published = new Set(
    services.flatMap(({ declaration: { reactions, routes, schedules, seeds } }) => [
      ...[reactions, routes, schedules].flatMap((group) => Object.values(group).flatMap(({ emits }) => emits)),
      ...seeds,
    ]),
  );
  const names = [...published].filter(({ control }) => !control).map(({ name }) => name);
  expect(files, "Declare who emits the event, or remove its file.").toEqual(filesOf(names));
});

test("a service says which of its files is which: default exports only from implementation.ts", () => {
  const stray = servicesSources.filter(
    (path) => /^export default/m.test(textOf(path)) !== path.endsWith("/implementation.ts"),
  );
  expect(stray, "Export by name; only implementation.ts has a default export.").toEqual([]);
});
