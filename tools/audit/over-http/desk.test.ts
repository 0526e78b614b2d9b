import { expect, test } from "vitest";
import { deskOn, explained } from "./desk.ts";
import type { HttpShelf } from "./http-shelf.ts";

const letter = (service: string, problem: string, attempts: number) => ({
  service,
  problem,
  attempts,
  event: { type: "OrderCreated" },
});

test("letters that say the same are counted, others are told beside them", () => {
  const bad = letter("inventory", "event-invalid", 1);
  expect(explained([bad, letter("inventory", "unexpected", 10), bad])).toBe(
    "2 × OrderCreated: event-invalid after 1 attempt, OrderCreated: unexpected after 10 attempts",
  );
});
test("only letters that lie on the desk are told, each at the service that gave up", async () => {
  const shelf = {
    members: async () => new Map([["inventory~1", 5]]),
    records: async () =>
      new Map([
        ["inventory~1", letter("inventory", "event-invalid", 1)],
        ["inventory~2", letter("inventory", "unexpected", 10)],
      ]),
  };
  const { dead, why } = await deskOn(shelf as unknown as HttpShelf);
  expect([dead("inventory"), why("inventory")]).toEqual([1, "OrderCreated: event-invalid after 1 attempt"]);
  expect([dead("order"), why("order")]).toEqual([0, ""]);
});
