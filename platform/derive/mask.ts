// Hides personal values from those who may not see them.
import { EVERY, type Path } from "./personal-paths.ts";

export const MASK = "***";

function maskAt(value: unknown, path: Path, depth: number): unknown {
  if (value === undefined) return undefined;
  const key = path[depth];
  if (key === undefined) return MASK;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return key === EVERY ? value.map((item) => maskAt(item, path, depth + 1)) : value;
  const keys = key === EVERY ? Object.keys(value) : Object.hasOwn(value, key) ? [key] : [];
  const masked = keys.map((name) => [name, maskAt((value as Record<string, unknown>)[name], path, depth + 1)]);
  return { ...value, ...Object.fromEntries(masked) };
}

/** A copy in which the value at every path is `***`; what is absent stays absent. */
export const mask = (data: unknown, paths: readonly Path[]): unknown =>
  paths.reduce((value: unknown, path) => maskAt(value, path, 0), data);
