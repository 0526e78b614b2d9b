import { expect, test } from "vitest";
import { z } from "zod";
import { personal } from "#contracts/shapes/personal.ts";
import { deadLetterOf } from "../declare/control-events.ts";
import { eventSchema, jsonSchema } from "./json-schema.ts";
import { Asked } from "./small-shop.ts";

test("an event's schema carries its name and what it says", () => {
  expect(eventSchema(Asked)).toMatchObject({
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Asked",
    description: "Somebody asked for a thing.",
    required: ["id", "email"],
  });
});

test("the mark of a personal field survives being optional, in each dialect", () => {
  const schema = z.object({ name: personal(z.string()).optional(), address: personal(z.object({ city: z.string() })) });
  for (const dialect of ["draft-07", "draft-2020-12"] as const)
    expect(jsonSchema(schema, dialect)).toMatchObject({
      properties: { name: { "x-personal": true }, address: { "x-personal": true } },
      required: ["address"],
    });
});

test("objects stay open unless they are strict", () => {
  expect(jsonSchema(z.object({ id: z.string() }), "draft-07")).not.toHaveProperty("additionalProperties");
  expect(jsonSchema(z.strictObject({ id: z.string() }), "draft-07")).toHaveProperty("additionalProperties", false);
});

test("what JSON Schema cannot express accepts anything", () => {
  expect(jsonSchema(deadLetterOf("desk").schema, "draft-07")).toMatchObject({ properties: { event: {} } });
});
