// The example user of the tutorials.
import { UserRegistered } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Seeds } from "#platform/declare/implementation.ts";
import { EXAMPLE_USER } from "./domain/user.ts";
import type { user } from "./service.ts";

export const seed: Seeds<typeof user> = async ({ state, settings }) => {
  if (settings.SEED_USERS === 0) return [];
  state.user.set(EXAMPLE_USER.userId, EXAMPLE_USER);
  return [emit(UserRegistered, EXAMPLE_USER)];
};
