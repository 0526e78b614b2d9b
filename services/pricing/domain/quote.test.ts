import { describe, expect, it } from "vitest";
import { quote } from "./quote.ts";

const lines = [
  { sku: "SKU-1", quantity: 2 },
  { sku: "SKU-2", quantity: 1 },
];
const euros = (unitPrice: number) => ({ unitPrice, currency: "EUR", revision: 1 });

describe("a quote", () => {
  it("is complete when every list price is known", () => {
    const prices = new Map([
      ["SKU-1", euros(2499)],
      ["SKU-2", euros(0)],
    ]);
    expect(quote(lines, prices)).toEqual({
      lines: [
        { sku: "SKU-1", quantity: 2, unitPrice: 2499 },
        { sku: "SKU-2", quantity: 1, unitPrice: 0 },
      ],
      unknown: [],
    });
  });

  it("names the products without a price in the shop's currency", () => {
    const prices = new Map([["SKU-1", { ...euros(2499), currency: "USD" }]]);
    expect(quote(lines, prices).unknown).toEqual(["SKU-1", "SKU-2"]);
  });
});
