// The same page in two ways: from what was heard before, or from whom it concerns.
import type { Answers } from "#platform/declare/implementation.ts";
import { askOverTheBus } from "../queries/ask-over-the-bus.ts";
import { readModel } from "../queries/read-model.ts";
import type { storefront } from "../service.ts";

export const getOrderHistory: Answers<typeof storefront, "getOrderHistory"> = async (
  { params, query },
  conversation,
) => {
  const { userId } = params;
  const timeout = query.timeout ?? conversation.settings.QUERY_TIMEOUT_MS;
  if (query.via === "events") return { body: await askOverTheBus(userId, timeout, conversation) };
  return { body: await conversation.transact(async ({ state }) => ({ value: await readModel(userId, state) })) };
};
