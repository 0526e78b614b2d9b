// The service that gave the event up hears of it, so that it does not count and keep it for ever.
import { redriveOf } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { decideDeadLetter } from "../decide-dead-letter.ts";
import { discardedOf } from "../domain/dead-letter.ts";
import type { operations } from "../service.ts";

export const discardDeadLetter: Answers<typeof operations, "discardDeadLetter"> = async ({ params }, work) => {
  const letter = await decideDeadLetter(params.id, work.state);
  const { service } = letter;
  // Nobody listens for a service that is gone, and nobody may publish for it.
  if (!work.ports.declarations.some(({ name }) => name === service)) return {};
  return { facts: [emit(redriveOf(service), { service, discarded: discardedOf(letter) })] };
};
