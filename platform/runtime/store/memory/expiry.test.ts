import { expect, test } from "vitest";
import { Expiry } from "./expiry.ts";

function noted(atMost = 100) {
  const forgotten: string[] = [];
  return { expiry: new Expiry(atMost, (id) => forgotten.push(id)), forgotten };
}

test("what is over is forgotten when something else is noted", () => {
  const { expiry, forgotten } = noted();
  expiry.note("a", 10, 0);
  expiry.note("b", 10, 5);
  expiry.note("c", 10, 9);
  expect(forgotten).toEqual([]);
  expiry.note("d", 10, 15);
  expect(forgotten).toEqual(["a", "b"]);
});

test("what is noted again lives longer, and what is kept for ever is not forgotten", () => {
  const { expiry, forgotten } = noted();
  for (const id of ["again", "ever", "over"]) expiry.note(id, 10, 0);
  expiry.note("again", 10, 9);
  expiry.note("ever", undefined, 9);
  expiry.note("next", 10, 15);
  expect(forgotten).toEqual(["over"]);
});

test("of too many the oldest are forgotten", () => {
  const { expiry, forgotten } = noted(2);
  for (const id of ["a", "b", "a", "c"]) expiry.note(id, 1_000, 0);
  expiry.note("ever", undefined, 0);
  expect(forgotten).toEqual(["b"]);
});
