import { describe, expect, it } from "vitest";
import { ProductChanged } from "#contracts/events/index.ts";
import { exampleProduct } from "./example.ts";

const first = Array.from({ length: 1_000 }, (_, at) => exampleProduct(at + 1));

describe("the example catalogue", () => {
  it("begins with a mug", () => {
    expect(exampleProduct(1)).toEqual({ sku: "SKU-1", name: "Mug", unitPrice: 1199, currency: "EUR", revision: 1 });
  });

  it("has another name for every product", () => {
    expect(new Set(first.map(({ name }) => name)).size).toBe(first.length);
  });

  it("holds what can be told in ProductChanged", () => {
    for (const example of first) expect(ProductChanged.schema.safeParse(example).success).toBe(true);
  });
});
