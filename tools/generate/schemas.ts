// contracts/schemas: what each event has promised. A change that breaks the promise is refused here.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { breakingChanges } from "#platform/derive/compatible.ts";
import { eventSchema, type JsonSchema } from "#platform/derive/json-schema.ts";
import type { FoundEvent } from "./declarations.ts";
import { type GeneratedFile, json, ROOT, textOf } from "./files.ts";

const FOLDER = "contracts/schemas";
const WAY_OUT = `Change it back, or declare a new event beside the old one. Was it never published? Then remove its file from ${FOLDER}.`;

/** Each event whose promise is broken, with what has changed. */
async function brokenBy(events: readonly FoundEvent[], files: readonly GeneratedFile[]): Promise<string[]> {
  const kept = await Promise.all(files.map(({ path }) => textOf(path)));
  return events.flatMap(({ event }, at) => {
    const before = kept[at];
    const changes = before ? breakingChanges(JSON.parse(before) as JsonSchema, eventSchema(event)) : [];
    return changes.map((change) => `${event.name}: ${change}`);
  });
}

async function removedFrom(files: readonly GeneratedFile[]): Promise<string[]> {
  const committed = await readdir(join(ROOT, FOLDER)).catch(() => [] as string[]);
  const known = new Set(files.map(({ path }) => path));
  return committed
    .filter((name) => name.endsWith(".json") && !known.has(`${FOLDER}/${name}`))
    .map((name) => `${name.slice(0, -".json".length)}: the event is gone.`);
}

/** Throws when an event no longer fits those who hold or hear it. */
export async function schemas(events: readonly FoundEvent[]): Promise<readonly GeneratedFile[]> {
  const files = events.map(({ event }) => json(`${FOLDER}/${event.name}.json`, eventSchema(event)));
  const broken = [...(await brokenBy(events, files)), ...(await removedFrom(files))];
  if (broken.length > 0) throw new Error(`Events would break:\n- ${broken.join("\n- ")}\n${WAY_OUT}`);
  return files;
}
