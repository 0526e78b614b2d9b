import { UserRegistered } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import type { user } from "../service.ts";

export const registerUser: Answers<typeof user, "registerUser"> = async ({ body }, { state, newId }) => {
  const registered = { userId: newId(), ...body };
  state.user.set(registered.userId, registered);
  return {
    headers: { location: `/users/${registered.userId}` },
    body: registered,
    facts: [emit(UserRegistered, registered)],
  };
};
