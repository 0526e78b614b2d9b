// The service user has said who somebody is; whoever asked, on whichever replica, finds the answer in the feed.
import type { Reacts } from "#platform/declare/implementation.ts";
import { ANSWER_KEPT } from "../domain/answer.ts";
import type { storefront } from "../service.ts";

export const onUserQueryAnswered: Reacts<typeof storefront, "onUserQueryAnswered"> = async (event, { state }) => {
  state.answers.append(event.data.queryId, event.data, ANSWER_KEPT);
  return [];
};
