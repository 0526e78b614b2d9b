import { expect, test } from "vitest";
import type { Tally } from "#platform/runtime/store/port.ts";
import { talliesAtRest } from "./tallies.ts";

const DECLARATIONS = [{ name: "order" }, { name: "operations" }];

/** `waiting`: how many are in the outbox of operations at each look; the last of them for ever. */
function shelfOf(waiting: number[]) {
  const asked: string[] = [];
  const tally = (service: string): Promise<Tally> => {
    asked.push(service);
    const outbox = service === "operations" ? (waiting.length > 1 ? waiting.shift() : waiting[0]) : 0;
    return Promise.resolve({ outbox } as Tally);
  };
  return { asked, tally };
}

test("a heartbeat that is on its way is not taken for work that is left", async () => {
  const shelf = shelfOf([1, 0]);
  expect((await talliesAtRest(shelf, DECLARATIONS)).get("operations")?.outbox).toBe(0);
  expect(shelf.asked).toEqual(["order", "operations", "operations"]);
});
test("what stays in an outbox is", async () => {
  expect((await talliesAtRest(shelfOf([1, 2, 1]), DECLARATIONS)).get("operations")?.outbox).toBe(1);
});
