import { describe, expect, it } from "vitest";
import { exampleProduct } from "./example.ts";
import { lookUp } from "./lookup.ts";

const mug = exampleProduct(1);

describe("looking lines up", () => {
  it("gives each its name and list price", () => {
    expect(lookUp([{ sku: "SKU-1", quantity: 2 }], [mug])).toEqual({
      resolved: [{ sku: "SKU-1", quantity: 2, name: "Mug", unitPrice: mug.unitPrice }],
      unknown: [],
    });
  });

  it("names every line that is no product", () => {
    const lines = ["SKU-1", "SKU-404", "SKU-405"].map((sku) => ({ sku, quantity: 1 }));
    expect(lookUp(lines, [mug, undefined, undefined]).unknown).toEqual(["SKU-404", "SKU-405"]);
  });
});
