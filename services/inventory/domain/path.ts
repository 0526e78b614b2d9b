// Checks what stands in a path: the declaration has shapes for bodies and queries only.
import { Problem } from "#contracts/problems.ts";
import { Sku } from "#contracts/shapes/ids.ts";

export function checkedSku(value: string): string {
  const { success, data, error } = Sku.safeParse(value);
  if (success) return data;
  throw new Problem("request-invalid", { errors: error.issues.map(({ message }) => ({ field: "sku", message })) });
}
