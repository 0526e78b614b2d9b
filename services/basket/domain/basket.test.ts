import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { LINES_PER_ORDER, OrderLine } from "#contracts/shapes/order-line.ts";
import { checkSize, merge, withLine, withoutSku } from "./basket.ts";

const mug = { sku: "SKU-1", quantity: 2 };
const pot = { sku: "SKU-2", quantity: 1 };
const lines = fc.uniqueArray(
  fc.record({
    sku: fc.integer({ min: 1, max: 20 }).map((n) => `SKU-${n}`),
    quantity: fc.integer({ min: 1, max: 1_000 }),
  }),
  { selector: ({ sku }) => sku },
);

describe("a basket", () => {
  it("appends a new SKU and changes a known one in its place", () => {
    expect(withLine([mug], pot)).toEqual([mug, pot]);
    expect(withLine([mug, pot], { sku: "SKU-1", quantity: 7 })).toEqual([{ sku: "SKU-1", quantity: 7 }, pot]);
  });

  it("loses only the SKU that is taken out", () => {
    expect(withoutSku([mug, pot], "SKU-1")).toEqual([pot]);
    expect(withoutSku([mug], "SKU-9")).toEqual([mug]);
  });

  it("adds returned lines to what was put in meanwhile", () => {
    expect(merge([{ sku: "SKU-1", quantity: 3 }], [mug, pot])).toEqual([{ sku: "SKU-1", quantity: 5 }, pot]);
  });

  it("holds each SKU once and never more than a line may hold, whatever comes back", () => {
    fc.assert(
      fc.property(lines, lines, (items, returned) => {
        const merged = merge(items, returned);
        expect(new Set(merged.map(({ sku }) => sku)).size).toBe(merged.length);
        expect(new Set(merged.map(({ sku }) => sku))).toEqual(new Set([...items, ...returned].map(({ sku }) => sku)));
        for (const line of merged) expect(OrderLine.safeParse(line).success).toBe(true);
      }),
    );
  });

  it("must fit into one order", () => {
    const full = Array.from({ length: LINES_PER_ORDER }, (_, at) => ({ sku: `SKU-${at}`, quantity: 1 }));
    expect(() => checkSize(full)).not.toThrow();
    expect(() => checkSize([...full, { sku: "SKU-X", quantity: 1 }])).toThrow(Problem);
  });
});
