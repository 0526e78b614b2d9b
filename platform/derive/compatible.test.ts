import { describe, expect, test } from "vitest";
import { z } from "zod";
import * as events from "#contracts/events/index.ts";
import { breakingChanges } from "./compatible.ts";
import { eventSchema, type JsonSchema, jsonSchema } from "./json-schema.ts";

const changes = (before: z.ZodType, after: z.ZodType) =>
  breakingChanges(jsonSchema(before, "draft-07"), jsonSchema(after, "draft-07"));
const field = (before: z.ZodType, after: z.ZodType) => changes(z.object({ field: before }), z.object({ field: after }));

describe("allowed", () => {
  test.each(Object.values(events))("$name as it is", (event) => {
    expect(breakingChanges(eventSchema(event), eventSchema(event))).toEqual([]);
  });

  test("a new optional property, at any depth", () => {
    const before = z.object({ items: z.array(z.object({ sku: z.string() })) });
    const after = z.object({
      items: z.array(z.object({ sku: z.string(), name: z.string().optional() })),
      note: z.string().optional(),
    });
    expect(changes(before, after)).toEqual([]);
  });

  test("other words of explanation, another order of properties, and the mark of personal data", () => {
    const before = z.object({ a: z.string(), b: z.number() });
    const after = z.object({ b: z.number().describe("B"), a: z.string().meta({ title: "A", personal: true }) });
    expect(changes(before, after)).toEqual([]);
  });

  test("a closed object that opens", () => {
    expect(changes(z.strictObject({ a: z.string() }), z.object({ a: z.string() }))).toEqual([]);
  });

  test("enum values and alternatives in another order, and a literal written as an enum", () => {
    expect(field(z.enum(["a", "b"]), z.enum(["b", "a"]))).toEqual([]);
    expect(field(z.literal("a"), z.enum(["a"]))).toEqual([]);
    const [x, y] = [z.object({ x: z.string() }), z.object({ y: z.string() })];
    expect(field(z.union([x, y]), z.union([y, x]))).toEqual([]);
    expect(field(z.union([z.string(), z.number()]), z.union([z.number(), z.string()]))).toEqual([]);
  });

  test("an alternative that gets an optional property", () => {
    const [x, y] = [z.object({ x: z.string() }), z.object({ y: z.string() })];
    expect(field(z.union([x, y]), z.union([y, x.extend({ z: z.string().optional() })]))).toEqual([]);
  });
});

describe("refused", () => {
  const cases: [string, z.ZodType, z.ZodType, string][] = [
    ["another type", z.string(), z.number(), "field: type was"],
    ["an integer that becomes any number", z.int(), z.number(), "field: type was"],
    ["a value that may be null", z.string(), z.string().nullable(), "field: type was"],
    ["an enum that lost a value", z.enum(["a", "b"]), z.enum(["a"]), 'field lost the value "b"'],
    ["an enum that got a value", z.enum(["a"]), z.enum(["a", "b"]), 'field got the value "b"'],
    ["a text that becomes an enum", z.string(), z.enum(["a"]), "field is now limited"],
    ["an enum that becomes a text", z.enum(["a"]), z.string(), "field is no longer limited"],
    ["a higher minimum", z.number().min(1), z.number().min(2), "minimum was 1 and is 2: events that are stored"],
    ["a lower minimum", z.number().min(2), z.number().min(1), "minimum was 2 and is 1: consumers of the earlier"],
    ["a lower maximum", z.number().max(9), z.number().max(8), "maximum was 9 and is 8: events that are stored"],
    ["a new length", z.string(), z.string().max(8), "maxLength was nothing and is 8: events that are stored"],
    ["a dropped length", z.string().max(8), z.string(), "maxLength was 8 and is nothing: consumers of the earlier"],
    ["fewer items", z.array(z.string()).max(9), z.array(z.string()).max(8), "maxItems was 9 and is 8"],
    ["another pattern", z.string().regex(/^a$/), z.string().regex(/^b$/), "field: pattern was"],
    ["a new pattern", z.string(), z.string().regex(/^b$/), "field: pattern was nothing"],
    ["another format", z.uuid(), z.email(), "field: format was"],
    ["items of another type", z.array(z.string()), z.array(z.number()), "field.*: type was"],
    ["values of another type", z.record(z.string(), z.string()), z.record(z.string(), z.number()), "field.*: type was"],
    ["an object that closes", z.object({}), z.strictObject({}), "field accepts other additional properties"],
    ["a tuple that grows", z.tuple([z.string()]), z.tuple([z.string(), z.string()]), "field has other items"],
    ["a tuple's changed item", z.tuple([z.string()]), z.tuple([z.number()]), "field.0: type was"],
    [
      "one more alternative",
      z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
      z.union([z.object({ a: z.string() }), z.object({ b: z.string() }), z.object({ c: z.string() })]),
      "field has 3 alternatives in anyOf, and had 2",
    ],
    [
      "a changed alternative",
      z.union([z.object({ a: z.string() }), z.object({ b: z.string() })]),
      z.union([z.object({ a: z.string() }), z.object({ b: z.number() })]),
      "field.b: type was",
    ],
  ];
  test.each(cases)("%s", (_, before, after, expected) => {
    expect(field(before, after).join("\n")).toContain(expected);
  });

  test("a property that is removed or renamed", () => {
    const [found] = changes(z.object({ a: z.string().optional() }), z.object({ b: z.string().optional() }));
    expect(found).toContain("a is gone; keep it");
  });

  test("a property that is newly required, new or old", () => {
    const expected = "a is now required: events that are stored already would be refused";
    expect(changes(z.object({}), z.object({ a: z.string() })).join()).toContain(expected);
    expect(changes(z.object({ a: z.string().optional() }), z.object({ a: z.string() })).join()).toContain(expected);
  });

  test("a property that is no longer required", () => {
    expect(changes(z.object({ a: z.string() }), z.object({ a: z.string().optional() })).join()).toContain(
      "a is no longer required",
    );
  });

  test("a new property in a closed object", () => {
    const before = z.object({ address: z.strictObject({ city: z.string() }) });
    const after = z.object({ address: z.strictObject({ city: z.string(), line2: z.string().optional() }) });
    expect(changes(before, after).join()).toContain("address.line2 is new in a closed object");
  });

  test("a change deep inside, named by its path", () => {
    const order = (sku: z.ZodType) => z.object({ details: z.object({ items: z.array(z.object({ sku })) }) });
    expect(changes(order(z.string()), order(z.number()))).toEqual([
      'details.items.*.sku: type was "string" and is "number"; leave it as it was.',
    ]);
  });

  test("a change inside a shape that is referred to, also in one that holds itself", () => {
    const schema = (type: string): JsonSchema => ({
      type: "object",
      properties: { tree: { $ref: "#/definitions/Tree" } },
      definitions: {
        Tree: { type: "object", properties: { leaf: { type }, branch: { $ref: "#/definitions/Tree" } } },
      },
    });
    expect(breakingChanges(schema("string"), schema("string"))).toEqual([]);
    expect(breakingChanges(schema("string"), schema("number"))).toEqual([
      'tree.leaf: type was "string" and is "number"; leave it as it was.',
    ]);
  });

  test("a keyword of which nothing is known", () => {
    expect(breakingChanges({ type: "array" }, { type: "array", contains: { type: "string" } })).toHaveLength(1);
  });
});
