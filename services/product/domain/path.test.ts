import { expect, it } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { checkedSku } from "./path.ts";

it("lets only identifiers become products", () => {
  expect(checkedSku("SKU-1")).toBe("SKU-1");
  expect(() => checkedSku("a sku")).toThrow(Problem);
});
