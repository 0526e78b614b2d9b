// Harmless when repeated: inboxes admit only what is missing.
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import { replayOf } from "../domain/replay.ts";
import type { operations } from "../service.ts";

export const requestReplay: Answers<typeof operations, "requestReplay"> = async ({ body }) => {
  const replay = replayOf(body);
  const { scope, since } = replay;
  return { body: { scope, ...(since !== undefined && { since }) }, facts: [emit(ReplayRequested, replay)] };
};
