// A person has decided about a dead letter: it leaves the desk, and only what failed later comes back.
import { Problem } from "#contracts/problems.ts";
import type { DeadLetterData } from "#platform/declare/control-events.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import type { operations } from "./service.ts";

export async function decideDeadLetter(
  id: string,
  state: UnitOfWorkOf<typeof operations>["state"],
): Promise<DeadLetterData> {
  const letter = await state.deadLetter.get(id);
  if (!letter) throw new Problem("dead-letter-unknown");
  state.deadLetter.delete(id);
  state.deadLetters.remove("all", id);
  state.decided.set(id, { failedAt: letter.failedAt }, TOMBSTONE_KEPT);
  return letter;
}
