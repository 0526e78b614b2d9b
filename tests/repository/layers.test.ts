import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf, isTest, servicesSources, sources } from "./files.ts";

/** Where an import leads: a file of the repository, or a package's name. */
const target = (path: string, imported: string): string => {
  if (imported.startsWith("#")) return imported.slice(1);
  return imported.startsWith(".") ? join(dirname(path), imported) : imported;
};
const isPackage = (imported: string): boolean => !/^[#.]/.test(imported);

/** Imports of these files that no pattern allows, as `path imports what`. */
const strayImports = (paths: readonly string[], allowed: (path: string) => readonly RegExp[]): string[] =>
  paths.flatMap((path) =>
    importsOf(path)
      .map((imported) => target(path, imported))
      .filter((reached) => !allowed(path).some((pattern) => pattern.test(reached)))
      .map((reached) => `${path} imports ${reached}`),
  );
const inRoles = (...roles: string[]) => servicesSources.filter((path) => roles.includes(path.split("/")[2] ?? ""));
const without = (paths: readonly string[], unwanted: (path: string) => boolean) =>
  paths.filter((path) => !unwanted(path));
const ownFolder = (path: string) => new RegExp(`^services/${path.split("/")[1]}/`);

/** Browser code: it knows the pages' library and what pages share, and nothing of the service but its HTTP interface. */
const isPage = (path: string): boolean => /\/pages\/(?!built-page)/.test(path);
const PAGES = [/^platform\/pages\//, /^preact(\/hooks)?$/, /^@preact\/signals$/];

const LISTS = ["services/all.ts", "services/declarations.ts"];
const CONTRACTS = /^contracts\//;
const DECLARE = /^platform\/declare\//;
const ZOD = /^zod$/;
const TESTING = [/^vitest$/, /^fast-check$/];
const testing = (path: string) => (isTest(path) ? TESTING : []);

describe("layers", () => {
  test("contracts stand on zod and the declaration language alone", () => {
    const paths = sources.filter((path) => path.startsWith("contracts/"));
    expect(
      strayImports(paths, (path) => [CONTRACTS, DECLARE, ZOD, ...testing(path)]),
      "Contracts are read by every service: move what needs more into the service or the platform.",
    ).toEqual([]);
  });

  test("a service imports no other service", () => {
    const paths = without(servicesSources, (path) => LISTS.includes(path));
    const stray = paths.flatMap((path) =>
      importsOf(path)
        .map((imported) => target(path, imported))
        .filter((reached) => reached.startsWith("services/") && !ownFolder(path).test(reached))
        // An observer hears all that the others declare, so its process is told of them.
        .filter((reached) => !(path.endsWith("/main.ts") && reached === "services/declarations.ts"))
        .map((reached) => `${path} imports ${reached}`),
    );
    expect(stray, "Services talk by events: put a shared shape into contracts/, or react to the event.").toEqual([]);
  });

  test("domain is pure: contracts, zod, the declaration language, and other domain files of the service", () => {
    const ownDomain = (path: string) => new RegExp(`^services/${path.split("/")[1]}/domain/`);
    expect(
      strayImports(inRoles("domain"), (path) => [CONTRACTS, DECLARE, ZOD, ownDomain(path), ...testing(path)]),
      "Pass what the domain needs as an argument; whatever reads or stores belongs into a handler or query.",
    ).toEqual([]);
  });

  test("handlers, routes, schedules and queries know the declaration language, not the runtime", () => {
    const paths = inRoles("handlers", "routes", "schedules", "queries", "service.ts");
    expect(
      strayImports(paths, (path) => [CONTRACTS, DECLARE, ZOD, ownFolder(path), ...testing(path)]),
      "State, time and ids come from the unit of work; the outside comes through a port (ports.ts, adapters/).",
    ).toEqual([]);
  });

  test("only adapters know Node and third parties", () => {
    const paths = without(servicesSources, (path) => isTest(path) || path.split("/")[2] === "adapters" || isPage(path));
    const stray = paths.flatMap((path) =>
      importsOf(path)
        .filter((imported) => isPackage(imported) && imported !== "zod")
        .map((imported) => `${path} imports ${imported}`),
    );
    expect(stray, "Say what the service needs in ports.ts, and meet it in adapters/.").toEqual([]);
  });

  test("pages know their own folder, what pages share, and the library that draws them", () => {
    const paths = sources.filter((path) => isPage(path) && !isTest(path));
    const own = (path: string) => new RegExp(`^${dirname(path)}/`);
    expect(
      strayImports(paths, (path) => [own(path), ...PAGES]),
      "A page asks over HTTP, as everybody else does.",
    ).toEqual([]);
  });

  test("only main.ts knows the runtime", () => {
    const paths = without(servicesSources, (path) => isTest(path) || path.endsWith("/main.ts"));
    const stray = paths.flatMap((path) =>
      importsOf(path)
        .filter((imported) => /^#platform\/(runtime|simulate)\//.test(imported))
        .map((imported) => `${path} imports ${imported}`),
    );
    expect(stray, "A service runs on any host, so it may not know one.").toEqual([]);
  });

  test("the platform knows no service, and no tool or test", () => {
    const paths = sources.filter((path) => path.startsWith("platform/"));
    const stray = paths.flatMap((path) =>
      importsOf(path)
        .map((imported) => target(path, imported))
        .filter((reached) => /^(services|tools|tests)\//.test(reached))
        .map((reached) => `${path} imports ${reached}`),
    );
    expect(stray, "What is told to the platform is told by a declaration.").toEqual([]);
  });

  test("the declaration language stands on nothing of the platform but itself", () => {
    const paths = sources.filter((path) => path.startsWith("platform/declare/"));
    expect(
      strayImports(paths, (path) => [DECLARE, ZOD, ...(/compile-time/.test(path) ? TESTING : [])]),
      "Declarations are plain data: what follows from them belongs into platform/derive, what runs them into platform/runtime.",
    ).toEqual([]);
  });

  test("imports name the file that they mean", () => {
    const stray = sources.flatMap((path) =>
      importsOf(path)
        .filter((imported) => !isPackage(imported) && !/\.(tsx?|json)$/.test(imported))
        .map((imported) => `${path} imports ${imported}`),
    );
    expect(stray, "End the import in .ts; there is no build step that would add it.").toEqual([]);
  });
});
