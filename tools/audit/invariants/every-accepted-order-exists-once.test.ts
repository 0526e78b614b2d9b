import { expect, test } from "vitest";
import type { BookedOrder, Books, Request } from "../books.ts";
import { everyAcceptedOrderExistsOnce } from "./every-accepted-order-exists-once.ts";

const request = (userId: string, orderIds: readonly string[], key = `key-${userId}`): Request => ({
  key,
  userId,
  orderIds,
  wasMisread: false,
});
/** `owners`: the user of each order, by its id. */
function judged(requests: readonly Request[], owners: Readonly<Record<string, string>>): string[] {
  const orders = Object.entries(owners).map(
    ([orderId, userId]) => [orderId, { orderId, userId } as BookedOrder] as const,
  );
  return everyAcceptedOrderExistsOnce({ requests, orders: new Map(orders) } as unknown as Books);
}

test("a request that was told twice of its order has one, and one that was never answered may have one", () => {
  expect(judged([request("ada", ["o-1", "o-1"]), request("bob", [])], { "o-1": "ada", "o-2": "bob" })).toEqual([]);
});
test("an order that is not there, and a request that became two, are found", () => {
  expect(judged([request("ada", ["o-1", "o-1"])], {})).toEqual(["o-1 was accepted but is not there"]);
  expect(judged([request("ada", ["o-1"])], { "o-1": "ada", "o-2": "ada" })).toEqual(["key-ada became 2 orders"]);
});
test("two customers who were told of the same order are found, by who has it and by who has none", () => {
  expect(judged([request("ada", ["o-1"]), request("bob", ["o-1"])], { "o-1": "ada" })).toEqual([
    "o-1 was accepted for bob but is an order of ada",
    "o-1 was accepted for 2 requests: key-ada, key-bob",
  ]);
});
test("so are two requests of one customer", () => {
  const both = [request("ada", ["o-1"]), request("ada", ["o-1"], "key-again")];
  expect(judged(both, { "o-1": "ada" })).toEqual(["o-1 was accepted for 2 requests: key-ada, key-again"]);
});
