// Each mail of an order goes out once: a completed order has three, a cancelled one always the cancellation.
import type { Books } from "../books.ts";

const WANTED: Readonly<Record<string, readonly string[]>> = {
  COMPLETED: ["order-received", "order-confirmed", "order-completed"],
  CANCELLED: ["order-cancelled"],
};

export function oneMailAKind({ orders, mails, events }: Books): string[] {
  const sent = sequences(events);
  const repeated = [
    ...repeatedIn(sent).map(([mail, count]) => `${mail} was sent ${count} times`),
    ...repeatedIn(mails).map(([mail, count]) => `${mail} is written down ${count} times`),
  ];
  const afterCancel = [...sent].flatMap(([orderId, kinds]) =>
    isOvertaken(kinds) && isOvertaken(mails.get(orderId) ?? [])
      ? [`${orderId} got ${kinds.at(-1)} after its cancellation`]
      : [],
  );
  const wrong = [...orders.values()].flatMap(({ orderId, status }) => {
    const kinds = mails.get(orderId) ?? [];
    const missing = (WANTED[status] ?? [])
      .filter((kind) => !kinds.includes(kind))
      .map((kind) => `${orderId} is ${status} without ${kind}`);
    const odd =
      status === "CANCELLED" && kinds.includes("order-completed")
        ? [`${orderId} is cancelled but was called complete`]
        : [];
    return [...missing, ...odd];
  });
  const strangers = [...mails.keys()]
    .filter((orderId) => !orders.has(orderId))
    .map((orderId) => `${orderId} got mail but is no order`);
  return [...repeated, ...afterCancel, ...wrong, ...strangers];
}

/** Mails that are there more than once, and how often. */
const repeatedIn = (sent: ReadonlyMap<string, readonly string[]>): [mail: string, count: number][] =>
  [...sent].flatMap(([orderId, kinds]) =>
    [...new Set(kinds)]
      .map((kind): [string, number] => [`${orderId} ${kind}`, kinds.filter((each) => each === kind).length])
      .filter(([, count]) => count > 1),
  );

/** A mail can be out before the cancellation is, and be recorded after it: so both the records and the times must say it. */
const isOvertaken = (kinds: readonly string[]): boolean =>
  kinds.includes("order-cancelled") && kinds.at(-1) !== "order-cancelled";

/** Kinds of mail by orderId, in the order in which they were committed. */
function sequences(events: Books["events"]): Map<string, string[]> {
  const kinds = new Map<string, string[]>();
  for (const { type, subject, data } of events)
    if (type === "NotificationSent")
      kinds.set(subject, [...(kinds.get(subject) ?? []), (data as { kind: string }).kind]);
  return kinds;
}
