// The words of the four mails.
import type { OrderCancelled, OrderCompleted, OrderConfirmed, OrderCreated } from "#contracts/events/index.ts";
import type { OrderLine } from "#contracts/shapes/order-line.ts";
import type { CancelReason } from "#contracts/shapes/reason.ts";
import type { DataOf } from "#platform/declare/event.ts";
import { amountText } from "./amount.ts";
import type { Mail } from "./mail.ts";

const REASON: Record<CancelReason, string> = {
  "unknown-products": "Your basket held something that we do not sell.",
  "out-of-stock": "Not everything that you ordered is in stock.",
  "not-priced": "We have no price for something that you ordered.",
  "payment-declined": "Your payment was declined.",
  "not-shippable": "Our carrier does not deliver to your address.",
  "cancelled-by-customer": "You asked us to cancel it.",
  "deadline-passed": "We could not complete it in time.",
};

type About = { readonly orderId: string; readonly customerEmail: string };

function mail(kind: Mail["kind"], subject: string, { orderId, customerEmail: to }: About, paragraphs: string[]): Mail {
  return { orderId, kind, to, subject, text: `${paragraphs.join("\n\n")}\n` };
}

const contentOf = (orderId: string, items: readonly OrderLine[]): string =>
  [`Order ${orderId}`, ...items.map(({ sku, quantity }) => `  ${quantity} x ${sku}`)].join("\n");

export const orderReceived = (order: DataOf<typeof OrderCreated>): Mail =>
  mail("order-received", "Thank you for your order", order, [
    "Thank you for your order. We have received it and will write again when it is confirmed.",
    contentOf(order.orderId, order.orderDetails.items),
  ]);

export const orderConfirmed = (order: DataOf<typeof OrderConfirmed>): Mail =>
  mail("order-confirmed", "Your order is confirmed", order, [
    "Your order is confirmed: everything in it is set aside for you.",
    contentOf(order.orderId, order.items),
  ]);

export const orderCompleted = (order: DataOf<typeof OrderCompleted>): Mail =>
  mail("order-completed", "Your order is complete", order, [
    "Your order is complete. It is on its way to you, or waits where you pick it up.",
    contentOf(order.orderId, order.items),
    `Total: ${amountText(order.total, order.currency)}`,
  ]);

export const orderCancelled = (order: DataOf<typeof OrderCancelled>): Mail =>
  mail("order-cancelled", "Your order was cancelled", order, [
    `We are sorry: your order was cancelled. ${REASON[order.reason]}`,
    contentOf(order.orderId, order.items),
    "If you have paid for it, you get your money back.",
  ]);
