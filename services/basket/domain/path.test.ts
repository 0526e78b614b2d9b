import { describe, expect, it } from "vitest";
import { checkedSku, checkedUserId } from "./path.ts";

describe("a path", () => {
  it("passes identifiers on", () => {
    expect(checkedUserId("user-5678")).toBe("user-5678");
    expect(checkedSku("SKU-1")).toBe("SKU-1");
  });

  it("is refused with the name of the field", () => {
    const refusal = (field: string) =>
      expect.objectContaining({ code: "request-invalid", details: { errors: [expect.objectContaining({ field })] } });
    expect(() => checkedSku("not a sku")).toThrowError(refusal("sku"));
    expect(() => checkedUserId("x".repeat(65))).toThrowError(refusal("userId"));
  });
});
