// Customers got the mails that notification has written down, in an order that makes sense, and nothing else.
import type { Arrived } from "../arrived.ts";
import type { Books } from "../books.ts";

/** Out when their sender was killed; if the order is cancelled then, nobody has anything more to say or to write down about them. */
const MAY_BE_UNRECORDED = ["order-received", "order-confirmed"];

export function mailsArrive({ orders, mails, arrived }: Books): string[] {
  if (!arrived) return [];
  const came = kindsByOrder(arrived);
  const lost = [...mails].flatMap(([orderId, kinds]) =>
    kinds.filter((kind) => !came.get(orderId)?.includes(kind)).map((kind) => `${kind} of ${orderId} never arrived`),
  );
  const odd = [...came].flatMap(([orderId, kinds]) => {
    const status = orders.get(orderId)?.status;
    if (status === undefined) return [`${kinds.join(", ")} of ${orderId} arrived, which is no order`];
    const isUnrecorded = (kind: string): boolean =>
      !mails.get(orderId)?.includes(kind) && !(status === "CANCELLED" && MAY_BE_UNRECORDED.includes(kind));
    const unrecorded = kinds.filter(isUnrecorded).map((kind) => `${kind} of ${orderId} arrived unrecorded`);
    const cancelledAt = kinds.indexOf("order-cancelled");
    const late = cancelledAt < 0 ? [] : kinds.slice(cancelledAt + 1);
    return [...unrecorded, ...late.map((kind) => `${kind} of ${orderId} arrived after its cancellation`)];
  });
  return [...lost, ...odd];
}

/** Each kind once, in the order in which it came first. */
function kindsByOrder(arrived: readonly Arrived[]): Map<string, string[]> {
  const came = new Map<string, string[]>();
  for (const { orderId, kind } of arrived) {
    const kinds = came.get(orderId) ?? [];
    if (!kinds.includes(kind)) came.set(orderId, [...kinds, kind]);
  }
  return came;
}
