import type { Answers } from "#platform/declare/implementation.ts";
import { decideDeadLetter } from "../decide-dead-letter.ts";
import type { operations } from "../service.ts";

export const discardDeadLetter: Answers<typeof operations, "discardDeadLetter"> = async ({ params }, { state }) => {
  await decideDeadLetter(params.id, state);
  return {};
};
