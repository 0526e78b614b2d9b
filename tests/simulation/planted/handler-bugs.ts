// Bugs of those who write handlers.
import {
  InventoryReleased,
  InventoryReserved,
  NotificationSent,
  OrderPriced,
  PaymentRefunded,
  PointsEarned,
  PointsReversed,
  ShipmentCancelled,
} from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import { inHandler } from "./plant.ts";

/** Every fourth event of these, by its id, so that a repeated run fails for the same ones. */
const isUnlucky = (id: string): boolean => Number.parseInt(id.slice(-2), 16) % 4 === 0;

/** The gateway's error is caught, logged by nobody, and forgotten. */
export const swallowedError = inHandler(
  "swallowed error",
  "billing",
  "onInventoryReserved",
  (original) => async (event, work) => {
    try {
      if (isUnlucky(event.id)) throw new Error("The gateway did not answer.");
      return await original(event, work);
    } catch {
      return [];
    }
  },
);

/** Gives back what was ordered, whether or not it was set aside. */
export const releaseTwice = inHandler(
  "release of what was not reserved",
  "inventory",
  "onOrderCancelled",
  () =>
    async (event, { state }) => {
      const { orderId, items } = event.data;
      for (const { sku, quantity } of items) {
        state.reserved.add(sku, -quantity);
        state.available.add(sku, quantity);
      }
      state.reservation.set(orderId, { orderId, state: "released", items });
      return [emit(InventoryReleased, { orderId, items })];
    },
);

/** The reservation is marked as released, but its units stay set aside. */
export const releaseForgotten = inHandler(
  "release forgotten",
  "inventory",
  "onOrderCancelled",
  () =>
    async (event, { state }) => {
      const { orderId } = event.data;
      const known = await state.reservation.get(orderId);
      const items = known?.state === "reserved" ? known.items : [];
      state.reservation.set(orderId, { orderId, state: "released", items });
      return [emit(InventoryReleased, { orderId, items })];
    },
);

/** A cancellation that overtakes its order leaves no trace. */
export const missingTombstone = inHandler(
  "missing tombstone",
  "inventory",
  "onOrderCancelled",
  (original) => async (event, work) => {
    const known = await work.state.reservation.get(event.data.orderId);
    return known ? original(event, work) : [emit(InventoryReleased, { orderId: event.data.orderId, items: [] })];
  },
);

export const refundForgotten = inHandler("refund forgotten", "billing", "onOrderCancelled", () => async (event) => [
  emit(PaymentRefunded, { orderId: event.data.orderId, amount: 0, currency: "EUR" }),
]);

/** A payment counts only when it comes after the confirmation. */
export const arrivalOrder = inHandler(
  "condition on arrival order",
  "order",
  "onPaymentCaptured",
  (original) => async (event, work) => {
    const order = await work.state.order.get(event.data.orderId);
    return order?.facts.priced && order.status === "CONFIRMED" ? original(event, work) : [];
  },
);

/** The read model shows whatever it heard last. */
export const lastEventShown = inHandler(
  "read model by arrival",
  "storefront",
  "onOrderConfirmed",
  (original) => async (event, work) => {
    const facts = await original(event, work);
    const order = await work.state.order.get(event.data.orderId);
    work.state.order.set(event.data.orderId, { ...order, status: "CONFIRMED" });
    return facts;
  },
);

/** Thanks a customer whose order is cancelled already. */
export const thanksAfterCancel = inHandler(
  "no tombstone for mail",
  "notification",
  "onOrderCreated",
  () =>
    async (event, { state, now }) => {
      const { orderId, customerEmail } = event.data;
      const mail = { orderId, kind: "order-received", to: customerEmail, subject: "Thank you", text: "Thank you." };
      state.mail.set(`${orderId}/order-received`, { ...mail, sentAt: now });
      return [emit(NotificationSent, { orderId, kind: "order-received" })];
    },
);

/** Points are earned again with every price. */
export const pointsWithoutOrder = inHandler(
  "points without confirmation",
  "loyalty",
  "onOrderConfirmed",
  (original) => async (event, work) => {
    const facts = await original(event, work);
    const { orderId, userId } = event.data;
    if (isUnlucky(event.id)) work.state.points.add(userId, 7);
    return [...(facts as []), ...(isUnlucky(event.id) ? [emit(PointsEarned, { orderId, userId, points: 7 })] : [])];
  },
);

export const pointsKept = inHandler(
  "points kept after a cancel",
  "loyalty",
  "onOrderCancelled",
  () =>
    async (event, { state }) => {
      const { orderId, userId } = event.data;
      const known = await state.earning.get(orderId);
      return known?.cancelled ? [] : [emit(PointsReversed, { orderId, userId, points: 0 })];
    },
);

/** Both paths price the order, so it is priced twice. */
export const pricedTwice = inHandler("priced twice", "pricing", "onOrderCreated", (original) => async (event, work) => {
  const facts = await original(event, work);
  const { orderId, orderDetails } = event.data;
  const lines = orderDetails.items.map((line: object) => ({ ...line, unitPrice: 1 }));
  const again = emit(OrderPriced, { orderId, lines, total: 1, currency: "EUR" });
  return (facts as []).length > 0 || (await work.state.pricing.get(orderId))?.state === "waiting" ? facts : [again];
});

/** The carrier is never called back. */
export const parcelForgotten = inHandler(
  "parcel not called back",
  "shipping",
  "onOrderCancelled",
  (original) => async (event, work) => {
    const { orderId } = event.data;
    const shipment = await work.state.shipment.get(orderId);
    if (shipment?.outcome !== "created") return original(event, work);
    return [emit(ShipmentCancelled, { orderId, calledBack: true })];
  },
);

/** What one replica knows, the others do not. */
export const stateInMemory = inHandler("state in one process's memory", "shipping", "onOrderCreated", (original) => {
  const here = new WeakMap<object, Set<string>>();
  return async (event, work) => {
    const orders = here.get(work.ports) ?? new Set();
    here.set(work.ports, orders.add(event.data.orderId));
    return orders.size % 3 === 0 ? [] : original(event, work);
  };
});

/** Reserves without asking whether there is enough. */
export const overselling = inHandler(
  "reserve without a condition",
  "inventory",
  "onOrderCreated",
  (original) => async (event, work) => {
    const { orderId, orderDetails } = event.data;
    if (!isUnlucky(event.id) || (await work.state.reservation.get(orderId))) return original(event, work);
    const { items } = orderDetails;
    for (const { sku, quantity } of items) {
      work.state.available.add(sku, -quantity);
      work.state.reserved.add(sku, quantity);
    }
    work.state.reservation.set(orderId, { orderId, state: "reserved", items });
    return [emit(InventoryReserved, { orderId, items })];
  },
);
