// Answers over the bus who a user is; a question that nobody waits for any more is left unanswered.
import { UserQueryAnswered } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import type { user } from "../service.ts";

export const onUserQueried: Reacts<typeof user, "onUserQueried"> = async (event, { state, now }) => {
  const { queryId, userId, expiresAt } = event.data;
  if (expiresAt <= now) return [];
  const known = await state.user.get(userId);
  return [emit(UserQueryAnswered, { queryId, userId, name: known?.name })];
};
