// The event goes back with its own id to the service that failed; should it fail again, the letter comes back.
import { Problem } from "#contracts/problems.ts";
import { redriveOf } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { decideDeadLetter } from "../decide-dead-letter.ts";
import { viewOf } from "../domain/dead-letter.ts";
import type { operations } from "../service.ts";

export const redriveDeadLetter: Answers<typeof operations, "redriveDeadLetter"> = async ({ params }, work) => {
  const letter = await decideDeadLetter(params.id, work.state);
  const { service, event } = letter;
  if (!work.ports.declarations.some(({ name }) => name === service))
    throw new Problem("service-unknown", { detail: `${service} is gone and cannot handle it; discard the letter.` });
  return { body: viewOf(letter), facts: [emit(redriveOf(service), { service, event })] };
};
