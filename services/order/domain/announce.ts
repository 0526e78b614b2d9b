// The events that say what has become of an order.
import { OrderCancelled, OrderCompleted, OrderConfirmed, OrderCreated } from "#contracts/events/index.ts";
import type { Address } from "#contracts/shapes/address.ts";
import { emit } from "#platform/declare/event.ts";
import type { KnownOrder } from "./order.ts";
import { reasonOf } from "./settle.ts";

/** What only OrderCreated carries: how it is paid and where it goes. */
export interface Fulfilment {
  readonly paymentToken?: string | undefined;
  readonly shippingAddress?: Address | undefined;
}

const about = ({ orderId, placed: { userId, customerEmail } }: KnownOrder) => ({ orderId, userId, customerEmail });

export const created = (order: KnownOrder, { paymentToken, shippingAddress }: Fulfilment) =>
  emit(OrderCreated, { ...about(order), orderDetails: { items: order.placed.items }, paymentToken, shippingAddress });

export const confirmed = (order: KnownOrder) => emit(OrderConfirmed, { ...about(order), items: order.placed.items });

export function completed(order: KnownOrder) {
  const { total, currency } = order.facts.priced ?? { total: 0, currency: "EUR" };
  return emit(OrderCompleted, { ...about(order), items: order.placed.items, total, currency });
}

export const cancelled = (order: KnownOrder) =>
  emit(OrderCancelled, {
    ...about(order),
    items: order.placed.items,
    reason: reasonOf(order) ?? "cancelled-by-customer",
  });
