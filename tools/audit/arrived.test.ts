import { expect, test } from "vitest";
import { messageIdOf } from "#services/notification/domain/mail.ts";
import { arrivedIn, repetitionsIn } from "./arrived.ts";

const received = { orderId: "o-1", kind: "order-received" } as const;

test("a Message-ID tells the order and the kind of its mail, and others tell nothing", () => {
  expect(arrivedIn([messageIdOf(received), "<1234@elsewhere.example>"])).toEqual([received]);
});
test("a mail that comes again under its Message-ID is a repetition", () => {
  expect(repetitionsIn([received, { ...received, kind: "order-cancelled" }, received])).toBe(1);
});
