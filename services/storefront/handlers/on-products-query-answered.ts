// The service product has said what products are called; whoever asked, on whichever replica, finds the answer in the feed.
import type { Reacts } from "#platform/declare/implementation.ts";
import { ANSWER_KEPT } from "../domain/answer.ts";
import type { storefront } from "../service.ts";

export const onProductsQueryAnswered: Reacts<typeof storefront, "onProductsQueryAnswered"> = async (
  event,
  { state },
) => {
  state.answers.append(event.data.queryId, event.data, ANSWER_KEPT);
  return [];
};
