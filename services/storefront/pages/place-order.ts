// Ways to place an order, and to take it back; each answer is followed as it is.
import { signal } from "@preact/signals";
import { type Answered, ask } from "#platform/pages/ask.ts";
import { isUndecided, postOnce } from "#platform/pages/post-once.ts";
import { basket, basketTold, emptyBasket, loadBasket } from "./basket-state.ts";
import { follow } from "./followed-order.ts";
import { EMAIL, type Line, loadOrders, said, trouble, USER } from "./shop-state.ts";

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

/** An answer that got lost is asked for again, which takes some seconds. */
export const isPlacing = signal(false);

async function order({ items, payment = "card", delivery = "home" }: Wish): Promise<Answered<Accepted>> {
  isPlacing.value = true;
  const answered = await postOnce<Accepted>("/orders", { userId: USER, items, ...detailsOf(payment, delivery) });
  isPlacing.value = false;
  return answered;
}

export async function place(wish: Wish): Promise<void> {
  begin(wish.label, await order(wish));
}

/** A customer who changes their mind at once: before anything else is asked, as the services are fast. */
export async function placeAndCancel(wish: Wish): Promise<void> {
  const answered = await order(wish);
  if (answered.ok) void cancel(answered.body.orderId);
  begin(wish.label, answered);
}

export async function checkOut(payment: Payment, delivery: Delivery): Promise<string | undefined> {
  // What was clicked a moment ago is a part of it.
  await basketTold();
  const path = `/baskets/${USER}/checkout`;
  const details = detailsOf(payment, delivery);
  // Another basket is another order, though the request says the same.
  const wish = JSON.stringify([path, details, basket.value]);
  const answered = await postOnce<Accepted>(path, details, wish);
  const orderId = begin("Your basket", answered);
  if (orderId) emptyBasket();
  // While nobody knows, the basket stays in sight: checked out again, it is the same order.
  else if (!isUndecided(answered)) await loadBasket();
  return orderId;
}

const TOO_LATE = 409;
export async function cancel(orderId: string): Promise<void> {
  const answered = await ask("POST", `/orders/${orderId}/cancel`);
  const isTooLate = answered.status === TOO_LATE;
  trouble.value = isTooLate
    ? "Too late: the services were faster, and a completed order stays. Stop one of them in the control room, such as shipping, and there is time to change your mind."
    : answered.trouble;
  if (trouble.value !== "") said.value = trouble.value;
}

function begin(label: string, answered: Answered<Accepted>): string | undefined {
  const { ok, body, took } = answered;
  trouble.value = answered.trouble + (isUndecided(answered) ? " Pressed again, it stays one order." : "");
  if (!ok) {
    said.value = trouble.value;
    return undefined;
  }
  said.value = "Order accepted.";
  follow({ orderId: body.orderId, took, label });
  void loadOrders();
  return body.orderId;
}
