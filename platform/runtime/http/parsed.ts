// What a client sent, as its schema understands it; otherwise a problem that names each field.
import type { z } from "zod";
import { Problem } from "#contracts/problems.ts";
import { issuesOf } from "../issues.ts";

export function parsed<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = issuesOf(result.error);
  const fields = errors.map(({ field }) => field).join(", ");
  throw new Problem("request-invalid", { detail: `Not as the schema says: ${fields}.`.slice(0, 500), errors });
}
