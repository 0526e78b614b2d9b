import { expect, test } from "vitest";
import { settled } from "./settled.ts";

function looked(...seen: number[]) {
  let looks = 0;
  const look = () => ["SKU-1", seen[Math.min(looks++, seen.length - 1)]];
  return { outcome: settled(look, { pause: () => undefined, isOver: () => looks >= 6 }), looks };
}

test("what two looks in a row have seen is what is there", () => {
  expect(looked(7)).toEqual({ outcome: ["SKU-1", 7], looks: 2 });
  expect(looked(7, 6, 5, 5, 4)).toEqual({ outcome: ["SKU-1", 5], looks: 4 });
});
test("what moves all the while is not known", () => {
  expect(looked(7, 6, 7, 6, 7, 6).outcome).toBeUndefined();
});
