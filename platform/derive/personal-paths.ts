// Finds the fields of a schema that are marked personal, so that masking knows where to look without the schema.
import type { z } from "zod";
import { type JsonSchema, jsonSchema, PERSONAL_KEYWORD } from "./json-schema.ts";

/** Keys from the root to the field; `*` stands for every item of an array or every value of a record. */
export type Path = readonly string[];

export const EVERY = "*";

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;
const schemasIn = (value: unknown): JsonSchema[] => [value].flat().filter(isSchema);

/** The schemas one step below, each with the key that leads there, and those beside (alternatives, references). */
function below(schema: JsonSchema, root: JsonSchema): { key: string | undefined; schema: JsonSchema }[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const every = [schema.items, schema.prefixItems, schema.additionalItems, schema.additionalProperties];
  const name = typeof schema.$ref === "string" ? schema.$ref.replace("#/definitions/", "") : undefined;
  const referred = name === undefined ? [] : [(root.definitions as Record<string, JsonSchema> | undefined)?.[name]];
  return [
    ...properties.map(([key, property]) => ({ key, schema: property })),
    ...every.flatMap(schemasIn).map((item) => ({ key: EVERY, schema: item })),
    ...[schema.anyOf, schema.oneOf, schema.allOf, referred]
      .flatMap(schemasIn)
      .map((same) => ({ key: undefined, schema: same })),
  ];
}

function collect(schema: JsonSchema, root: JsonSchema, path: Path, above: readonly JsonSchema[]): Path[] {
  if (schema[PERSONAL_KEYWORD] === true) return [path];
  if (above.includes(schema)) return [];
  return below(schema, root).flatMap((next) =>
    collect(next.schema, root, next.key === undefined ? path : [...path, next.key], [...above, schema]),
  );
}

/** @example personalPaths(OrderCreated.schema) // [["customerEmail"], ["paymentToken"], ["shippingAddress"]] */
export function personalPaths(schema: z.ZodType): readonly Path[] {
  const root = jsonSchema(schema, "draft-07");
  const found = collect(root, root, [], []);
  return [...new Map(found.map((path) => [JSON.stringify(path), path])).values()];
}
