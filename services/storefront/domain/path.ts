// Checks what stands in a path: the declaration has shapes for bodies and queries only.
import { Problem } from "#contracts/problems.ts";
import { UserId } from "#contracts/shapes/ids.ts";

export function checkedUserId(value: string): string {
  const { success, data, error } = UserId.safeParse(value);
  if (success) return data;
  throw new Problem("request-invalid", { errors: error.issues.map(({ message }) => ({ field: "userId", message })) });
}
