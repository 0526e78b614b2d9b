import { expect, it } from "vitest";
import { Problem } from "#contracts/problems.ts";
import { checkedUserId } from "./path.ts";

it("asks nobody about what cannot be a user", () => {
  expect(checkedUserId("user-5678")).toBe("user-5678");
  expect(() => checkedUserId("a user")).toThrow(Problem);
});
