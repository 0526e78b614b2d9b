// What is wrong with some input, field by field, in words.
import type { z } from "zod";

const MOST = 20;

export function issuesOf(error: z.ZodError): { field: string; message: string }[] {
  return error.issues.slice(0, MOST).flatMap((issue) => {
    const path = issue.path.map(String);
    const fields = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...path, key]) : [path];
    return fields
      .slice(0, MOST)
      .map((parts) => ({ field: parts.join(".").slice(0, 200) || "body", message: issue.message.slice(0, 300) }));
  });
}

export const describeIssues = (error: z.ZodError): string =>
  issuesOf(error)
    .map(({ field, message }) => `${field}: ${message}`)
    .join("; ")
    .slice(0, 1_000);
