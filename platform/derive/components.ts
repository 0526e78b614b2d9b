// Named schemas of a document: shapes with an id of their own are lifted out, because a reference must resolve from its root.
import type { z } from "zod";
import { type Dialect, type JsonSchema, jsonSchema } from "./json-schema.ts";

const HOME = "#/components/schemas/";

/** Collects schemas under `#/components/schemas/`. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};
  private readonly dialect: Dialect;

  constructor(dialect: Dialect) {
    this.dialect = dialect;
  }
  /** The schema without definitions of its own; those become components. */
  inline(schema: z.ZodType): JsonSchema {
    const text = JSON.stringify(jsonSchema(schema, this.dialect)).replaceAll(
      /"#\/(?:definitions|\$defs)\//g,
      `"${HOME}`,
    );
    const { $schema: _, definitions, $defs, ...made } = JSON.parse(text) as JsonSchema;
    Object.assign(this.schemas, definitions, $defs);
    return made;
  }
  /** A reference to the schema under a name. */
  named(name: string, schema: z.ZodType): { $ref: string } {
    this.schemas[name] = this.inline(schema);
    return { $ref: `${HOME}${name}` };
  }
}
