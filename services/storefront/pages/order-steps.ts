// What a customer sees of an order, from the events that were heard about it; the same whatever order they came in.
export interface Seen {
  readonly id: string;
  readonly event: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason?: string | undefined;
}
export type Standing = "waiting" | "done" | "refused" | "undone" | "skipped";
export interface Step {
  readonly key: string;
  readonly title: string;
  readonly service: string;
  readonly standing: Standing;
  readonly at: number | undefined;
}
export interface Progress {
  readonly status: "PENDING" | "CONFIRMED" | "COMPLETED" | "CANCELLED";
  readonly reason: string | undefined;
  readonly steps: readonly Step[];
  readonly mails: number;
  readonly points: boolean;
}

interface Station {
  readonly key: string;
  readonly service: string;
  readonly titles: Readonly<Record<Standing, string>>;
  readonly done: readonly string[];
  readonly refused?: string;
  readonly undone?: string;
}
const station = (
  key: string,
  service: string,
  [waiting, done, refused = waiting, undone = done]: readonly string[],
  events: Pick<Station, "done" | "refused" | "undone">,
): Station => ({
  key,
  service,
  titles: { waiting, done, refused, undone, skipped: waiting } as Station["titles"],
  ...events,
});

const STATIONS: readonly Station[] = [
  station("accepted", "order", ["Order accepted", "Order accepted"], { done: ["OrderCreated", "BasketCheckedOut"] }),
  station("stock", "inventory", ["Stock", "Stock set aside", "Out of stock", "Stock given back"], {
    done: ["InventoryReserved"],
    refused: "InventoryFailed",
    undone: "InventoryReleased",
  }),
  station("price", "pricing", ["Price", "Priced", "No price"], { done: ["OrderPriced"], refused: "PricingFailed" }),
  station("confirmed", "order", ["Confirmation", "Confirmed"], { done: ["OrderConfirmed"] }),
  station("payment", "billing", ["Payment", "Paid", "Payment declined", "Money given back"], {
    done: ["PaymentCaptured"],
    refused: "PaymentFailed",
    undone: "PaymentRefunded",
  }),
  station("parcel", "shipping", ["Parcel", "Parcel handed over", "Nobody ships there", "Parcel called back"], {
    done: ["ShipmentCreated"],
    refused: "ShipmentFailed",
    undone: "ShipmentCancelled",
  }),
];

/** An event that comes late, or is not told, has happened all the same. */
const CONFIRMED_IMPLIES: readonly string[] = ["accepted", "stock"];
const COMPLETED_IMPLIES = STATIONS.map(({ key }) => key);

export const REASONS: Readonly<Record<string, string>> = {
  "unknown-products": "a product is not known",
  "out-of-stock": "there is not enough in stock",
  "not-priced": "a price is missing",
  "payment-declined": "the card was declined",
  "not-shippable": "nobody ships to this country",
  "cancelled-by-customer": "you cancelled it",
  "deadline-passed": "it took too long",
};

export function progressOf(seen: readonly Seen[]): Progress {
  const first = (event: string | undefined): Seen | undefined =>
    seen.filter((each) => each.event === event).sort((a, b) => a.at - b.at)[0];
  const cancelled = first("OrderCancelled");
  const completed = first("OrderCompleted");
  const implied = completed ? COMPLETED_IMPLIES : first("OrderConfirmed") ? CONFIRMED_IMPLIES : [];
  const steps = STATIONS.map(({ key, service, titles, done, refused, undone }): Step => {
    const well = done.map(first).find((each) => each !== undefined);
    const badly = first(refused);
    const back = well && first(undone);
    const missing = cancelled ? "skipped" : implied.includes(key) ? "done" : "waiting";
    const standing: Standing = badly ? "refused" : back ? "undone" : well ? "done" : missing;
    return { key, service, title: titles[standing], standing, at: (badly ?? back ?? well)?.at };
  });
  const end = cancelled ?? completed;
  const last: Step = {
    key: "end",
    service: "order",
    title: cancelled ? "Cancelled" : completed ? "Completed" : "Completion",
    standing: cancelled ? "refused" : completed ? "done" : "waiting",
    at: end?.at,
  };
  return {
    status: cancelled ? "CANCELLED" : completed ? "COMPLETED" : first("OrderConfirmed") ? "CONFIRMED" : "PENDING",
    reason: cancelled?.reason,
    steps: [...steps, last],
    mails: new Set(seen.filter(({ event }) => event === "NotificationSent").map(({ id }) => id)).size,
    points: first("PointsEarned") !== undefined && first("PointsReversed") === undefined,
  };
}
