import { expect, test } from "vitest";
import { callerOf } from "./caller.ts";

const isAdministrator = (authorization: string | undefined, token = "secret") =>
  callerOf(authorization, token).kind === "administrator";

test("whoever bears the token is the administrator", () => {
  expect(isAdministrator("Bearer secret")).toBe(true);
  expect(isAdministrator("bearer secret")).toBe(true);
});

test.each([
  undefined,
  "",
  "Bearer",
  "Bearer ",
  "Bearer Secret",
  "Bearer secret2",
  "Bearer secre",
  "Bearer secret secret",
  "Basic secret",
  "secret",
  "Bearer\nsecret x",
])("whoever says %j is anybody", (authorization) => {
  expect(callerOf(authorization, "secret")).toEqual({ kind: "anonymous" });
});

test("an empty token lets nobody in", () => {
  for (const authorization of [undefined, "Bearer ", "Bearer undefined", 'Bearer ""'])
    expect(isAdministrator(authorization, "")).toBe(false);
});
