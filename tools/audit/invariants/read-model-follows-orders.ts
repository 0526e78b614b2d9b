// The read model shows every order as the order service has it.
import type { Books } from "../books.ts";

export const readModelFollowsOrders = ({ orders, readModel }: Books): string[] => [
  ...[...orders.values()].flatMap(({ orderId, status, total, items }) => {
    const shown = readModel.get(orderId);
    if (!shown) return [`${orderId} is not shown`];
    const wrongStatus = shown.status === status ? [] : [`${orderId} is ${status} but shown as ${shown.status}`];
    const wrongTotal =
      status === "COMPLETED" && shown.total !== total
        ? [`${orderId} costs ${total} but is shown with ${shown.total}`]
        : [];
    const wrongItems =
      JSON.stringify(shown.items) === JSON.stringify(items) ? [] : [`${orderId} is shown with other lines`];
    return [...wrongStatus, ...wrongTotal, ...wrongItems];
  }),
  ...[...readModel.keys()]
    .filter((orderId) => !orders.has(orderId))
    .map((orderId) => `${orderId} is shown but is no order`),
];
