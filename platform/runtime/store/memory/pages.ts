// Pages through what lies in memory: by id, so that nothing is missed when entries come and go between two pages.
import { Problem } from "#contracts/problems.ts";
import type { Page, PageRequest } from "../port.ts";

/** The next ids behind `after`; `next` only where there are more. */
export function pageOf(ids: Iterable<string>, { after, limit }: PageRequest): Page<string> {
  const behind = [...ids].filter((id) => after === undefined || id > after).sort();
  const entries = behind.slice(0, limit);
  return { entries, next: behind.length > entries.length ? entries.at(-1) : undefined };
}

/** A cursor that is a number; 0 at the beginning. */
export function numberIn(after: string | undefined): number {
  const number = Number(after ?? 0);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Problem("request-invalid", { errors: [{ field: "after", message: "is no cursor of this list" }] });
}
