import { expect, test } from "vitest";
import type { Arrived } from "../arrived.ts";
import type { BookedOrder, Books } from "../books.ts";
import { mailsArrive } from "./mails-arrive.ts";

const KINDS = ["order-received", "order-confirmed", "order-completed"];
const mail = (orderId: string, kind: string): Arrived => ({ orderId, kind });
const all = KINDS.map((kind) => mail("o-1", kind));
const order = (status: string): [string, BookedOrder] => ["o-1", { orderId: "o-1", status } as BookedOrder];

function judged(
  arrived: readonly Arrived[] | undefined,
  status = "COMPLETED",
  kinds: readonly string[] = KINDS,
): string[] {
  const books = { orders: new Map([order(status)]), mails: new Map([["o-1", kinds]]), arrived };
  return mailsArrive(books as unknown as Books);
}

test("what was written down has arrived; that a mail came again under its Message-ID is no other mail", () => {
  expect(judged(all)).toEqual([]);
  expect(judged([...all, ...all])).toEqual([]);
});
test("where nobody counts what arrives, nothing is said", () => {
  expect(judged(undefined)).toEqual([]);
});
test("a mail that never arrived, one that nobody wrote down, and one about no order are found", () => {
  expect(judged(all.slice(1))).toEqual(["order-received of o-1 never arrived"]);
  expect(judged(all, "COMPLETED", KINDS.slice(0, 2))).toEqual(["order-completed of o-1 arrived unrecorded"]);
  expect(judged([...all, mail("o-2", "order-received")])).toEqual(["order-received of o-2 arrived, which is no order"]);
});
test("nobody is thanked after the cancellation, also if the books say otherwise", () => {
  const thanks = mail("o-1", "order-received");
  const cancellation = mail("o-1", "order-cancelled");
  const kinds = ["order-received", "order-cancelled"];
  expect(judged([thanks, cancellation], "CANCELLED", kinds)).toEqual([]);
  expect(judged([cancellation, thanks], "CANCELLED", kinds)).toEqual([
    "order-received of o-1 arrived after its cancellation",
  ]);
});
test("who was killed after sending may have nothing more to say about an order that is cancelled", () => {
  const came = [mail("o-1", "order-received"), mail("o-1", "order-cancelled")];
  expect(judged(came, "CANCELLED", ["order-cancelled"])).toEqual([]);
});
