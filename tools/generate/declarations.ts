// Finds events and services by their folders, so that a forgotten registration is impossible.
import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { EventType } from "#platform/declare/event.ts";
import type { ServiceDeclaration } from "#platform/declare/service.ts";
import { kebabCase } from "#platform/derive/kebab-case.ts";
import { ROOT } from "./files.ts";

export interface FoundEvent {
  /** In contracts/events, without its extension. */
  readonly file: string;
  readonly event: EventType;
}
export interface FoundService {
  readonly folder: string;
  readonly declaration: ServiceDeclaration;
}

const load = (path: string): Promise<Record<string, unknown>> => import(pathToFileURL(join(ROOT, path)).href);

const isEvent = (value: unknown): value is EventType =>
  typeof value === "object" && value !== null && (value as EventType).kind === "event";

/** Every event of contracts/events, in the order of their files. */
export async function loadEvents(): Promise<readonly FoundEvent[]> {
  const names = await readdir(join(ROOT, "contracts/events"));
  const files = names.filter((name) => name.endsWith(".ts") && name !== "index.ts" && !name.endsWith(".test.ts"));
  return Promise.all(files.sort().map((name) => eventIn(name.slice(0, -".ts".length))));
}

async function eventIn(file: string): Promise<FoundEvent> {
  const found = Object.entries(await load(`contracts/events/${file}.ts`)).filter(([, value]) => isEvent(value));
  const [[exported, event] = []] = found as [string, EventType][];
  if (found.length === 1 && event && exported === event.name && kebabCase(event.name) === file) return { file, event };
  throw new Error(`contracts/events/${file}.ts must export one event, under its own name, and be named after it.`);
}

/** Every service, in the order of their folders. */
export async function loadServices(): Promise<readonly FoundService[]> {
  const entries = await readdir(join(ROOT, "services"), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(folders.sort().map(serviceIn));
}

async function serviceIn(folder: string): Promise<FoundService> {
  const path = `services/${folder}/implementation.ts`;
  if (!existsSync(join(ROOT, path))) throw new Error(`${path} is missing; write it, or remove the folder.`);
  const { declaration } = ((await load(path)).default ?? {}) as { declaration?: ServiceDeclaration };
  if (declaration?.name === folder) return { folder, declaration };
  throw new Error(`${path} must export, as its default, the implementation of a service named "${folder}".`);
}
