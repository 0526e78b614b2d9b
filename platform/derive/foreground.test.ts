import { expect, test } from "vitest";
import { del, get, post, type Route } from "../declare/route.ts";
import { isForeground } from "./foreground.ts";

const summary = "For a test.";
const first = (...routes: Route[]): boolean => isForeground({ routes: Object.fromEntries(routes.entries()) });

test("those through whom a customer orders come first", () => {
  expect(first(get("/orders/:id", { summary }), post("/orders", { summary }))).toBe(true);
});

test("whoever only shows, only follows, or only obeys an administrator does not", () => {
  expect(first()).toBe(false);
  expect(first(get("/orders/:id", { summary }))).toBe(false);
  expect(first(get("/letters", { summary }), del("/letters/:id", { summary, administrator: true }))).toBe(false);
});
