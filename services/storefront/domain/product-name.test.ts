import { expect, it } from "vitest";
import { latest } from "./product-name.ts";

it("keeps the name with the highest revision, whichever was heard first", () => {
  const mug = { name: "Mug", revision: 1 };
  const cup = { name: "Cup", revision: 2 };
  expect(latest(undefined, mug)).toBe(mug);
  expect(latest(mug, cup)).toBe(cup);
  expect(latest(cup, mug)).toBe(cup);
});
