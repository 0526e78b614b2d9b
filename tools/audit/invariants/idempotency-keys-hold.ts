// The same key always names the same order, and another body under a used key is refused.
import type { Books } from "../books.ts";

export const idempotencyKeysHold = ({ requests }: Books): string[] =>
  requests.flatMap(({ key, orderIds, wasMisread }) => {
    const distinct = new Set(orderIds).size;
    return [
      ...(distinct > 1 ? [`${key} was answered with ${distinct} orders`] : []),
      ...(wasMisread ? [`${key} was accepted with another body`] : []),
    ];
  });
