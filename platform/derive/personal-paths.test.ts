import { expect, test } from "vitest";
import { z } from "zod";
import { OrderCreated, PointsEarned } from "#contracts/events/index.ts";
import { personal } from "#contracts/shapes/personal.ts";
import { personalPaths } from "./personal-paths.ts";

const name = personal(z.string());

test("marked fields are found, whole objects as one", () => {
  expect(personalPaths(OrderCreated.schema)).toEqual([["customerEmail"], ["paymentToken"], ["shippingAddress"]]);
});

test("a schema without marks has no paths", () => expect(personalPaths(PointsEarned.schema)).toEqual([]));

test.each([
  ["optional", name.optional()],
  ["nullable", name.nullable()],
  ["with a default", name.default("Ada")],
  ["an alternative", z.union([z.number(), name])],
  ["transformed", name.transform((text) => text.length)],
  ["refined", name.refine((text) => text !== "")],
])("a mark is found when the field is %s", (_, field) => {
  expect(personalPaths(z.object({ a: z.object({ field }) }))).toEqual([["a", "field"]]);
});

test("items of arrays and tuples and values of records are found as *", () => {
  expect(personalPaths(z.object({ people: z.array(z.object({ name })) }))).toEqual([["people", "*", "name"]]);
  expect(personalPaths(z.object({ pair: z.tuple([z.number(), name]) }))).toEqual([["pair", "*"]]);
  expect(personalPaths(z.object({ byId: z.record(z.string(), name) }))).toEqual([["byId", "*"]]);
});

test("shapes with an id and shapes that hold themselves are followed", () => {
  const Named = z.object({ name }).meta({ id: "Named" });
  expect(personalPaths(z.object({ a: Named, b: Named }))).toEqual([
    ["a", "name"],
    ["b", "name"],
  ]);
  const Tree = z.object({
    name,
    get branches() {
      return z.array(Tree);
    },
  });
  expect(personalPaths(Tree)).toContainEqual(["name"]);
});
