import type { Answers } from "#platform/declare/implementation.ts";
import type { loyalty } from "../service.ts";

export const getPoints: Answers<typeof loyalty, "getPoints"> = async ({ params: { userId } }, { state }) => ({
  body: { userId, points: await state.points.get(userId) },
});
