import { describe, expect, it } from "vitest";
import { ended, isOpen, opened } from "./checkout.ts";

const checkout = opened("user-5678", [{ sku: "SKU-1", quantity: 2 }]);

describe("a checkout", () => {
  it("is open until an order came of it or the basket was given back", () => {
    expect(isOpen(checkout)).toBe(true);
    expect(isOpen(ended(checkout, "ordered"))).toBe(false);
    expect(isOpen(ended(checkout, "given-back"))).toBe(false);
  });

  it("does not exist for an order that was placed directly", () => {
    expect(isOpen(undefined)).toBe(false);
  });

  it("keeps nothing to give back when it has ended", () => {
    expect(ended(checkout, "ordered").items).toEqual([]);
    expect(checkout.items).toHaveLength(1);
  });
});
