import { expect, test } from "vitest";
import type { BookedOrder } from "./books.ts";
import { refuseWhatWasDropped } from "./dropped.ts";

const order = (orderId: string, ...history: string[]): [string, BookedOrder] => [
  orderId,
  { orderId, history } as unknown as BookedOrder,
];
const COMPLETED = ["PENDING", "CONFIRMED", "COMPLETED"];
const orders = new Map([order("a", ...COMPLETED), order("b", ...COMPLETED), order("rejected", "CANCELLED")]);
const mails = new Map([["a", ["order-received", "order-confirmed"]]]);
const judged = (OrderCreated: number, NotificationSent: number, cap: number) => () =>
  refuseWhatWasDropped({ orders, mails }, new Map(Object.entries({ OrderCreated, NotificationSent })), cap);

test("orders and mails that were dropped, as there were more than the platform keeps, are refused", () => {
  expect(judged(3, 2, 3)).toThrow(/Of 3 orders 1 are not there .* keeps 3 .*FINISHED_CAP/);
  expect(judged(2, 3, 2)).toThrow(/Of 3 mails 1 are not there/);
});
test("what is missing from fewer than are kept was lost, and is judged", () => {
  expect(judged(3, 3, 4)).not.toThrow();
});
test("when nothing is missing all is judged, however much there is", () => {
  expect(judged(2, 2, 1)).not.toThrow();
});
