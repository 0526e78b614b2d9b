import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latest, type Price } from "./price.ts";

const priceOf = (revision: number): Price => ({ unitPrice: revision * 100, currency: "EUR", revision });
const revisions = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 8 });
const heardInAnyOrder = revisions.chain((known) =>
  fc.shuffledSubarray([...known, ...known], { minLength: known.length * 2, maxLength: known.length * 2 }),
);

describe("a list price", () => {
  it("is the one with the highest revision, in whatever order and however often they are heard", () => {
    fc.assert(
      fc.property(heardInAnyOrder, (heard) => {
        const known = heard.map(priceOf).reduce<Price | undefined>(latest, undefined);
        expect(known).toEqual(priceOf(Math.max(...heard)));
      }),
    );
  });

  it("stays as it is when an older one arrives late", () => {
    const known = priceOf(2);
    expect(latest(known, priceOf(1))).toBe(known);
    expect(latest(known, { ...priceOf(2), unitPrice: 1 })).toBe(known);
  });
});
