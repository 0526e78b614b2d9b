import type { Answers } from "#platform/declare/implementation.ts";
import { readItems } from "../queries/read-items.ts";
import type { basket } from "../service.ts";

export const getBasket: Answers<typeof basket, "getBasket"> = async ({ params }, { state }) => {
  const { userId } = params;
  return { body: { userId, items: await readItems(userId, state) } };
};
