// Says what in a changed event schema would break somebody: events live on in brokers and journals, and services are never all of one version.
import { canonical, isSchema } from "./canonical.ts";
import { REFUSED_EARLIER, REFUSED_LATER, restrictions, values } from "./compatible-values.ts";
import type { JsonSchema } from "./json-schema.ts";

interface Place {
  readonly path: string;
  readonly oldRoot: JsonSchema;
  readonly newRoot: JsonSchema;
  /** References on the way here; a recursive schema is compared once. */
  readonly seen: readonly string[];
}

type Members = Readonly<Record<string, JsonSchema>>;
const membersOf = (schema: JsonSchema): Members => (schema.properties ?? {}) as Members;
const requiredOf = (schema: JsonSchema) => (schema.required ?? []) as readonly string[];

const resolve = (schema: JsonSchema, root: JsonSchema): JsonSchema => {
  if (typeof schema.$ref !== "string") return schema;
  const name = schema.$ref.replace("#/definitions/", "");
  return (root.definitions as Members | undefined)?.[name] ?? schema;
};

const under = (place: Place, key: string): Place => ({ ...place, path: place.path ? `${place.path}.${key}` : key });
const at = ({ path }: Place) => path || "the event's data";

function properties(before: JsonSchema, after: JsonSchema, place: Place): string[] {
  const [old, now] = [membersOf(before), membersOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return names.flatMap((name) => {
    const [was, is, inside] = [old[name], now[name], under(place, name)];
    if (was && is) return compare(was, is, inside);
    if (was) return `${at(inside)} is gone; keep it (a renamed property is a removed one).`;
    if (before.additionalProperties === false) return `${at(inside)} is new in a closed object: ${REFUSED_EARLIER}.`;
    return [];
  });
}

function required(before: JsonSchema, after: JsonSchema, place: Place): string[] {
  const [old, now] = [requiredOf(before), requiredOf(after)];
  const added = now.filter((name) => !old.includes(name));
  const dropped = old.filter((name) => !now.includes(name) && Object.hasOwn(membersOf(after), name));
  return [
    ...added.map((name) => `${at(under(place, name))} is now required: ${REFUSED_LATER}; make it optional.`),
    ...dropped.map((name) => `${at(under(place, name))} is no longer required: ${REFUSED_EARLIER} without it.`),
  ];
}

/** Opening a closed object hurts nobody; closing an open one refuses the fields of the future. */
function additional(before: JsonSchema, after: JsonSchema, place: Place): string[] {
  const [old, now] = [before.additionalProperties ?? true, after.additionalProperties ?? true];
  if (isSchema(old) && isSchema(now)) return compare(old, now, under(place, "*"));
  if (canonical(old) === canonical(now) || (old === false && now === true)) return [];
  return [`${at(place)} accepts other additional properties than before; leave additionalProperties as it was.`];
}

function items(before: JsonSchema, after: JsonSchema, place: Place): string[] {
  const [old, now] = [before.items, after.items];
  if (isSchema(old) && isSchema(now)) return compare(old, now, under(place, "*"));
  if (Array.isArray(old) && Array.isArray(now) && old.length === now.length)
    return old.flatMap((item: JsonSchema, index) =>
      compare(item, now[index] as JsonSchema, under(place, String(index))),
    );
  return canonical(old) === canonical(now) ? [] : [`${at(place)} has other items than before.`];
}

/** Alternatives may change places; what is left after the equal ones is compared in order. */
function alternatives(before: JsonSchema, after: JsonSchema, place: Place): string[] {
  return ["anyOf", "oneOf", "allOf"].flatMap((keyword) => {
    const [old, now] = [before[keyword] ?? [], after[keyword] ?? []] as [JsonSchema[], JsonSchema[]];
    if (old.length !== now.length)
      return `${at(place)} has ${now.length} alternatives in ${keyword}, and had ${old.length}.`;
    const [oldTexts, nowTexts] = [old.map(canonical), now.map(canonical)];
    const changed = now.filter((_, index) => !oldTexts.includes(nowTexts[index] ?? ""));
    return old
      .filter((_, index) => !nowTexts.includes(oldTexts[index] ?? ""))
      .flatMap((was, index) => compare(was, changed[index] ?? {}, place));
  });
}

function compare(old: JsonSchema, now: JsonSchema, place: Place): string[] {
  const pair = `${String(old.$ref)} ${String(now.$ref)}`;
  if (place.seen.includes(pair)) return [];
  const [before, after] = [resolve(old, place.oldRoot), resolve(now, place.newRoot)];
  const inside = old.$ref || now.$ref ? { ...place, seen: [...place.seen, pair] } : place;
  return [
    ...[restrictions, values].flatMap((look) => look(before, after, at(inside))),
    ...[required, properties, additional, items, alternatives].flatMap((look) => look(before, after, inside)),
  ];
}

/**
 * Each change that somebody could stumble over, in words; empty when the new schema only adds optional properties.
 * Looser limits count too: a consumer of the earlier version refuses what it has never allowed.
 */
export function breakingChanges(oldSchema: JsonSchema, newSchema: JsonSchema): string[] {
  return compare(oldSchema, newSchema, { path: "", oldRoot: oldSchema, newRoot: newSchema, seen: [] });
}
