import { expect, it } from "vitest";
import { answerOf, entryOfCancellation, entryOfShipment, wasCalledBack } from "./ledger.ts";

const ADDRESS = { name: "Ada", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };

it("ships a key once, whatever is asked for later", () => {
  const first = entryOfShipment(undefined, ADDRESS);
  expect(entryOfShipment(first, { ...ADDRESS, country: "XX" })).toBe(first);
  expect(answerOf(first)).toBe("shipped");
});

it("says at every question that a parcel was called back, and bars the key", () => {
  const calledBack = entryOfCancellation(entryOfShipment(undefined, ADDRESS));
  expect(wasCalledBack(calledBack)).toBe(true);
  expect(entryOfCancellation(calledBack)).toBe(calledBack);
  expect(answerOf(entryOfShipment(calledBack, ADDRESS))).toBe("cancelled");
});

it("refuses to ship after a cancellation", () => {
  const barred = entryOfCancellation(undefined);
  expect(wasCalledBack(barred)).toBe(false);
  expect(answerOf(entryOfShipment(barred, ADDRESS))).toBe("cancelled");
});

it("does not serve one country, and always serves those who pick up", () => {
  const refused = entryOfShipment(undefined, { ...ADDRESS, country: "XX" });
  expect(answerOf(refused)).toBe("not-served");
  expect(wasCalledBack(entryOfCancellation(refused))).toBe(false);
  expect(answerOf(entryOfShipment(undefined, undefined))).toBe("shipped");
});
