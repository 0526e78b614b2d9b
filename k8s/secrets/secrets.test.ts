import { expect, test } from "vitest";
import { declarations } from "#services/declarations.ts";
import { releaseOf } from "../release.ts";
import { type Secret, secretsOf } from "./secrets.ts";

const release = releaseOf({ declarations, broker: "redis" });
const known = (secrets: readonly Secret[]) =>
  new Map(secrets.map(({ metadata, stringData }) => [metadata.name, stringData]));

test("passwords that the cluster has stay, and a service that is new gets one", () => {
  const older = releaseOf({ declarations: declarations.slice(1), broker: "redis" });
  const first = known(secretsOf(older, new Map()));
  const second = known(secretsOf(release, first));
  for (const { name } of older.declarations) expect(second.get(name)).toEqual(first.get(name));
  expect(second.get("administrator")).toEqual(first.get("administrator"));
  expect(second.get(declarations[0]?.name ?? "")?.["token"]).toMatch(/^[\w-]{32}$/);
  const usersIn = (secrets: typeof first) => (secrets.get("store")?.["users.acl"] ?? "").split("\n");
  expect(usersIn(second).filter((line) => !usersIn(first).includes(line))).toEqual([
    expect.stringContaining(`user ${declarations[0]?.name} `),
  ]);
  expect(usersIn(second)).toEqual(expect.arrayContaining(usersIn(first)));
});

test("no two passwords are the same, and the store's users hold hashes only", () => {
  const secrets = known(secretsOf(release, new Map()));
  const passwords = [...secrets].flatMap(([name, keys]) =>
    name === "broker" ? [] : Object.entries(keys).flatMap(([key, value]) => (key === "users.acl" ? [] : [value])),
  );
  expect(new Set(passwords).size).toBe(passwords.length);
  const users = secrets.get("store")?.["users.acl"] ?? "";
  expect(passwords.filter((password) => users.includes(password))).toEqual([]);
});

test("a password may hold what a URL may not", () => {
  const own = "a/b+c d%2F?#@:é";
  const { "connection-string": connection = "", "management-url": management = "" } =
    known(secretsOf(release, new Map([["broker", { password: own }]]))).get("broker") ?? {};
  for (const [text, host] of [
    [connection, "rabbitmq:5672"],
    [management, "rabbitmq.millrace.svc:15672"],
  ] as const) {
    const url = new URL(text);
    expect([decodeURIComponent(url.password), url.host]).toEqual([own, host]);
  }
});
