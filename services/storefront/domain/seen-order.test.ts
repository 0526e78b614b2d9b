import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Fact, isFinished, learn, type SeenOrder } from "./seen-order.ts";

const orderId = "0192f0c1-2345-7000-8000-000000000000";
const about = { userId: "user-5678", items: [{ sku: "SKU-1", quantity: 2 }] };
const completed: readonly Fact[] = [
  { at: 1, ...about, status: "PENDING" },
  { at: 2, total: 4998 },
  { at: 3, ...about, status: "CONFIRMED" },
  { at: 4, ...about, total: 4998, status: "COMPLETED" },
];
const cancelled: readonly Fact[] = [...completed.slice(0, 3), { at: 5, ...about, status: "CANCELLED" }];

const seen = (facts: readonly Fact[]): SeenOrder => facts.reduce(learn, { orderId, at: Number.POSITIVE_INFINITY });

/** Every fact at least once, some of them again, in any order. */
const delivered = (facts: readonly Fact[]) =>
  fc
    .subarray([...facts])
    .chain((again) => fc.shuffledSubarray([...facts, ...again], { minLength: facts.length + again.length }));

describe("a seen order", () => {
  it.each([
    ["completed", completed],
    ["cancelled", cancelled],
  ])("is the same after every permutation of a %s order's events, with duplicates", (_, facts) => {
    fc.assert(
      fc.property(delivered(facts), (events) => {
        expect(JSON.stringify(seen(events))).toBe(JSON.stringify(seen(facts)));
      }),
    );
  });

  it("takes the weightiest status seen and the earliest time", () => {
    expect(seen(completed.toReversed())).toEqual({ orderId, at: 1, ...about, total: 4998, status: "COMPLETED" });
    expect(seen([...cancelled, ...completed]).status).toBe("CANCELLED");
  });

  it("keeps a total that overtook its order", () => {
    const [created, priced] = completed as [Fact, Fact];
    expect(seen([priced])).toEqual({ orderId, at: 2, total: 4998 });
    expect(seen([priced, created])).toMatchObject({ at: 1, total: 4998, status: "PENDING" });
  });

  it("is finished when it is completed or cancelled", () => {
    expect(isFinished(seen(completed.slice(0, 3)))).toBe(false);
    expect(isFinished(seen(completed))).toBe(true);
    expect(isFinished(seen(cancelled))).toBe(true);
  });
});
