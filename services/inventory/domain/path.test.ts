import { expect, it } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { checkedSku } from "./path.ts";

it("takes stock only for what can be an identifier", () => {
  expect(checkedSku("SKU-1")).toBe("SKU-1");
  expect(() => checkedSku("a sku")).toThrow(Problem);
});
