// The fields of a JSON Schema as rows of a table.
import { type JsonSchema, PERSONAL_KEYWORD } from "#platform/derive/json-schema.ts";

export interface Field {
  /** With its path: `orderDetails.items[].sku`. */
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly isPersonal: boolean;
}

const valueText = (value: unknown) => `\`${JSON.stringify(value)}\``;

function typeOf({ enum: values, const: only, type = "anything", format, items, anyOf }: JsonSchema): string {
  if (Array.isArray(values)) return values.map(valueText).join(", ");
  if (only !== undefined) return valueText(only);
  if (Array.isArray(anyOf)) return anyOf.map((one) => typeOf(one as JsonSchema)).join(" or ");
  if (type === "array") return `array of ${typeOf((items ?? {}) as JsonSchema)}`;
  const types = ([type].flat() as string[]).join(" or ");
  return typeof format === "string" ? `${types} (${format})` : types;
}

/** Every field, an object's or array's own fields after it; `personal` is inherited. */
export function fieldsOf(schema: JsonSchema, prefix = "", isWithinPersonal = false): Field[] {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
  const required = (schema.required ?? []) as readonly string[];
  return properties.flatMap(([key, property]) => {
    const name = `${prefix}${key}`;
    const isPersonal = isWithinPersonal || property[PERSONAL_KEYWORD] === true;
    const inner = property.type === "array" ? ((property.items ?? {}) as JsonSchema) : property;
    const below = fieldsOf(inner, `${name}${inner === property ? "" : "[]"}.`, isPersonal);
    return [{ name, type: typeOf(property), isRequired: required.includes(key), isPersonal }, ...below];
  });
}
