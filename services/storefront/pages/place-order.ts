// Ways to place an order, and to take it back; each answer is followed as it is.
import { ask } from "#platform/pages/ask.ts";
import { follow } from "./followed-order.ts";
import { basket, EMAIL, type Line, loadBasket, loadOrders, said, trouble, USER } from "./shop-state.ts";

export type Payment = "card" | "declined" | "account";
export type Delivery = "home" | "nowhere" | "pick-up";
interface Wish {
  readonly items: readonly Line[];
  readonly payment?: Payment;
  readonly delivery?: Delivery;
  readonly label: string;
}
interface Accepted {
  readonly orderId: string;
}

const TOKENS = { card: "tok_ok", declined: "tok_declined" } as const;
const ADDRESS = { name: "Ada Example", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115" } as const;
const COUNTRIES = { home: "DE", nowhere: "XX" } as const;

const detailsOf = (payment: Payment, delivery: Delivery) => ({
  customerEmail: EMAIL,
  ...(payment !== "account" && { paymentToken: TOKENS[payment] }),
  ...(delivery !== "pick-up" && { shippingAddress: { ...ADDRESS, country: COUNTRIES[delivery] } }),
});

/** Not `crypto.randomUUID`, which a browser has only where it trusts the address, such as localhost. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Keys of requests whose answer got lost: asked again, it is the same order. */
const unanswered = new Map<string, string>();

async function send(path: string, body: object) {
  const wish = path + JSON.stringify(body);
  const idempotencyKey = unanswered.get(wish) ?? newKey();
  const answered = await ask<Accepted>("POST", path, { body, idempotencyKey });
  if (answered.status === 0) unanswered.set(wish, idempotencyKey);
  else unanswered.delete(wish);
  return answered;
}

/** Returns the order's id when it was accepted. */
export async function place({ items, payment = "card", delivery = "home", label }: Wish): Promise<string | undefined> {
  return begin(label, await send("/orders", { userId: USER, items, ...detailsOf(payment, delivery) }));
}

export async function checkOut(payment: Payment, delivery: Delivery): Promise<string | undefined> {
  const label = "Your basket";
  const orderId = begin(label, await send(`/baskets/${USER}/checkout`, detailsOf(payment, delivery)));
  if (orderId) basket.value = [];
  else await loadBasket();
  return orderId;
}

export async function cancel(orderId: string): Promise<void> {
  const { trouble: words } = await ask("POST", `/orders/${orderId}/cancel`);
  trouble.value = words;
  if (words !== "") said.value = words;
}

/** A customer who changes their mind at once. */
export async function placeAndCancel(wish: Wish): Promise<void> {
  const orderId = await place(wish);
  if (orderId) await cancel(orderId);
}

function begin(label: string, answered: Awaited<ReturnType<typeof ask<Accepted>>>): string | undefined {
  trouble.value = answered.trouble;
  if (!answered.ok) {
    said.value = answered.trouble;
    return undefined;
  }
  const { orderId } = answered.body;
  said.value = "Order accepted.";
  follow({ orderId, took: answered.took, label });
  void loadOrders();
  return orderId;
}
