// A user has a name.
import type { Reacts } from "#platform/declare/implementation.ts";
import type { storefront } from "../service.ts";

export const onUserRegistered: Reacts<typeof storefront, "onUserRegistered"> = async (event, { state }) => {
  const { userId, name } = event.data;
  state.user.set(userId, { name });
  return [];
};
