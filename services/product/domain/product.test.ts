import { describe, expect, it } from "vitest";
import { LINES_PER_ORDER } from "#contracts/shapes/order-line.ts";
import { changed, HIGHEST_UNIT_PRICE, ProductInput } from "./product.ts";

const input = ProductInput.parse({ name: "Mug", unitPrice: 2499 });

describe("a product", () => {
  it("starts at revision 1 and counts every change", () => {
    const first = changed(undefined, "SKU-1", input);
    expect(first).toEqual({ sku: "SKU-1", name: "Mug", unitPrice: 2499, currency: "EUR", revision: 1 });
    expect(changed(first, "SKU-1", { ...input, name: "Cup" })).toMatchObject({ name: "Cup", revision: 2 });
  });

  it("is never so dear that an order's total cannot be counted exactly", () => {
    expect(Number.isSafeInteger(HIGHEST_UNIT_PRICE * 1_000 * LINES_PER_ORDER)).toBe(true);
    expect(ProductInput.safeParse({ ...input, unitPrice: HIGHEST_UNIT_PRICE + 1 }).success).toBe(false);
  });

  it("is sold in the shop's currency only, and unknown fields are refused", () => {
    expect(ProductInput.safeParse({ ...input, currency: "USD" }).success).toBe(false);
    expect(ProductInput.safeParse({ ...input, discount: 5 }).success).toBe(false);
  });
});
