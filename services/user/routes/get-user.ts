import { Problem } from "#contracts/problems.ts";
import type { Answers } from "#platform/declare/implementation.ts";
import type { user } from "../service.ts";

export const getUser: Answers<typeof user, "getUser"> = async ({ params }, { state }) => {
  const found = await state.user.get(params.userId);
  if (!found) throw new Problem("user-unknown");
  return { body: found };
};
