// An upgrade as the chart's secrets see it; what is in the cluster already is told in place of `lookup`, which needs one.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { leftOut } from "../../tests/kit/left-out.ts";
import { run } from "../checks/tools.ts";
import { hasHelm, objectsIn } from "./helm.ts";
import { secretsTemplate } from "./secrets-template.ts";

if (!hasHelm) leftOut("an upgrade's passwords", ["helm"]);

const LOOKUP = '(lookup "v1" "Secret" $.Release.Namespace $secret)';
const TOLD = "(get $.Values.known $secret | default dict)";
const folder = mkdtempSync(join(tmpdir(), "millrace-secrets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
type Secrets = ReadonlyMap<string, Readonly<Record<string, string>>>;

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const inCluster = (secrets: Secrets) =>
  Object.fromEntries(
    [...secrets].map(([name, keys]) => [
      name,
      { data: Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, base64(value)])) },
    ]),
  );

function install(services: typeof declarations, known: Secrets): Secrets {
  const template = secretsTemplate(services);
  expect(template).toContain(LOOKUP);
  mkdirSync(join(folder, "templates"), { recursive: true });
  writeFileSync(join(folder, "Chart.yaml"), "apiVersion: v2\nname: secrets\nversion: 0.1.0\n");
  writeFileSync(join(folder, "templates/secrets.yaml"), template.replace(LOOKUP, TOLD));
  const none = { host: "" };
  const values = { secrets: { create: true }, existingStore: none, existingBroker: none, known: inCluster(known) };
  writeFileSync(join(folder, "values.yaml"), JSON.stringify(values));
  const { status, text } = run("helm", ["template", "millrace", folder]);
  expect(status, text).toBe(0);
  return new Map(objectsIn(text).map(({ metadata, ...secret }) => [metadata.name, secret["stringData"]]));
}

describe.runIf(hasHelm)("the chart's secrets at an upgrade", () => {
  const [newcomer] = declarations;
  if (!newcomer) throw new Error("There is no service.");

  test("keep every password, and let in the service that is new", () => {
    const before = install(declarations.slice(1), new Map());
    const after = install(declarations, before);
    const { "users.acl": users = "", ...passwords } = before.get("store") ?? {};
    for (const [name, keys] of before) if (name !== "store") expect(after.get(name), name).toEqual(keys);
    expect(after.get("store")).toMatchObject(passwords);
    expect(after.get(newcomer.name)?.["store-password"]).toMatch(/^\w{32}$/);
    const usersNow = (after.get("store")?.["users.acl"] ?? "").split("\n");
    expect(usersNow).toEqual(expect.arrayContaining(users.split("\n")));
    const added = usersNow.filter((line) => !users.split("\n").includes(line));
    expect(added).toEqual([expect.stringContaining(`user ${newcomer.name} reset on #`)]);
  });
});
