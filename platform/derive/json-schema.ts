// JSON Schema of what passes between services, as its readers should see it.
import { z } from "zod";
import type { EventType } from "../declare/event.ts";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** AsyncAPI 3.0 reads draft-07, OpenAPI 3.1 reads 2020-12. */
export type Dialect = "draft-07" | "draft-2020-12";

/** Other tools know no keyword `personal`; one that begins with `x-` is left alone everywhere. */
export const PERSONAL_KEYWORD = "x-personal";

/**
 * The schema of what may be sent. The input side leaves objects open, so that readers stay tolerant of fields to come;
 * what JSON Schema cannot express accepts anything.
 */
export function jsonSchema(schema: z.ZodType, dialect: Dialect): JsonSchema {
  return z.toJSONSchema(schema, {
    target: dialect,
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema: made }) => {
      if (made.personal) made[PERSONAL_KEYWORD] = true;
      delete made.personal;
    },
  });
}

/** The committed schema of an event's data, with its name and what it says. */
export function eventSchema(event: EventType): JsonSchema {
  const { $schema, ...schema } = jsonSchema(event.schema, "draft-07");
  return { $schema, title: event.name, description: event.summary, ...schema };
}
