// The lock file serves every platform and every registry: no host is named, and no optional part is left out.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";

interface Locked {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Locked> };
const { dependencies, devDependencies } = JSON.parse(readFileSync("package.json", "utf8")) as Record<
  string,
  Record<string, string>
>;

it("names no host", () => {
  const hosts = Object.entries(packages).flatMap(([name, { resolved }]) => (resolved ? [`${name}: ${resolved}`] : []));
  expect(hosts, "install again with omit-lockfile-registry-resolved=true").toEqual([]);
});

it("holds the optional parts of every platform", () => {
  const missing = Object.entries(packages).flatMap(([name, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (part) => !packages[`node_modules/${part}`] && !packages[`${name}/node_modules/${part}`],
    ),
  );
  expect(missing, "choose versions whose parts the registry has, then write the lock file anew").toEqual([]);
});

it("belongs to pinned dependencies", () => {
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
  );
  expect(loose, "write exact versions into package.json").toEqual([]);
});
