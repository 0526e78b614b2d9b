// The service order has said which orders a user has; whoever asked, on whichever replica, finds the answer in the feed.
import type { Reacts } from "#platform/declare/implementation.ts";
import { ANSWER_KEPT } from "../domain/answer.ts";
import type { storefront } from "../service.ts";

export const onOrdersQueryAnswered: Reacts<typeof storefront, "onOrdersQueryAnswered"> = async (event, { state }) => {
  state.answers.append(event.data.queryId, event.data, ANSWER_KEPT);
  return [];
};
