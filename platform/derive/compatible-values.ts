// What a schema says about single values, compared: their type, limits, and the values themselves.
import { canonical, unordered } from "./canonical.ts";
import type { JsonSchema } from "./json-schema.ts";

export const REFUSED_LATER = "events that are stored already would be refused";
export const REFUSED_EARLIER = "consumers of the earlier version would refuse new events";

/** Keywords that explain a value and do not restrict it. */
const EXPLAINING = new Set([
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "examples",
  "default",
  "deprecated",
  "readOnly",
  "writeOnly",
]);
/** Keywords with a comparison of their own below. */
const COMPARED = new Set([
  "properties",
  "required",
  "additionalProperties",
  "items",
  "enum",
  "const",
  "anyOf",
  "oneOf",
  "allOf",
  "definitions",
  "$ref",
]);
const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];
const BOUNDS = new Set([...LOWER_BOUNDS, ...UPPER_BOUNDS]);

const valuesOf = ({ const: only, enum: several }: JsonSchema) =>
  (several ?? (only === undefined ? undefined : [only])) as unknown[] | undefined;

/** An enum is closed on both sides: nobody sends what is gone, and nobody yet understands what is new. */
export function values(before: JsonSchema, after: JsonSchema, where: string): string[] {
  const [old, now] = [valuesOf(before)?.map(canonical), valuesOf(after)?.map(canonical)];
  if (!old && !now) return [];
  if (!old || !now) return [`${where} ${now ? "is now limited" : "is no longer limited"} to certain values.`];
  return [
    ...old
      .filter((value) => !now.includes(value))
      .map((value) => `${where} lost the value ${value}: ${REFUSED_LATER}.`),
    ...now
      .filter((value) => !old.includes(value))
      .map((value) => `${where} got the value ${value}: ${REFUSED_EARLIER}.`),
  ];
}

const tighter = (keyword: string, was: unknown, is: unknown) =>
  is !== undefined &&
  (was === undefined || (LOWER_BOUNDS.includes(keyword) ? Number(is) > Number(was) : Number(is) < Number(was)));

/** Whatever else restricts a value: its type, format, pattern and bounds, and keywords of which nothing is known here. */
export function restrictions(before: JsonSchema, after: JsonSchema, where: string): string[] {
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (keyword) => !EXPLAINING.has(keyword) && !COMPARED.has(keyword) && !keyword.startsWith("x-"),
  );
  return keywords.flatMap((keyword) => {
    const [was, is] = [before[keyword], after[keyword]];
    if (keyword === "type" ? unordered(was) === unordered(is) : canonical(was) === canonical(is)) return [];
    const change = `${where}: ${keyword} was ${canonical(was)} and is ${canonical(is)}`;
    if (!BOUNDS.has(keyword)) return `${change}; leave it as it was.`;
    return `${change}: ${tighter(keyword, was, is) ? REFUSED_LATER : REFUSED_EARLIER}.`;
  });
}
