// Checks what stands in a path: the declaration has shapes for bodies and queries only.
import type { z } from "zod";
import { Problem } from "#contracts/problems.ts";
import { Sku, UserId } from "#contracts/shapes/ids.ts";

function checked<T>(field: string, shape: z.ZodType<T>, value: string): T {
  const { success, data, error } = shape.safeParse(value);
  if (success) return data;
  throw new Problem("request-invalid", { errors: error.issues.map(({ message }) => ({ field, message })) });
}

export const checkedUserId = (value: string): string => checked("userId", UserId, value);
export const checkedSku = (value: string): string => checked("sku", Sku, value);
