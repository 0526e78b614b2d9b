// Places many orders, a few at a time, and follows them to their ends by the live stream.
import { computed, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { postOnce } from "#platform/pages/post-once.ts";
import { onEvents } from "./heard-events.ts";
import { lookAtOrder } from "./looked-at-order.ts";
import { said } from "./room-state.ts";

const AT_ONCE = 12;
/** That many of the catalogue, in turn. */
const PRODUCTS = 20;
const ADDRESS = { name: "Ada Example", line1: "1 Mill Lane", city: "Berlin", postalCode: "10115", country: "DE" };

interface Burst {
  readonly wanted: number;
  readonly accepted: number;
  readonly refused: number;
  /** Why the last one was. */
  readonly refusal: string;
  readonly over: number;
  /** Milliseconds until the last answer; undefined before. */
  readonly acceptedIn: number | undefined;
  readonly overIn: number | undefined;
}
export const burst = signal<Burst | undefined>(undefined);
export const isBursting = computed(() => burst.value !== undefined && burst.value.acceptedIn === undefined);

const anOrder = (sku: string) => ({
  userId: "user-5678",
  customerEmail: "ada@example.com",
  items: [{ sku, quantity: 1 }],
  paymentToken: "tok_ok",
  shippingAddress: ADDRESS,
});
/** Each is an order of its own, though many are alike. */
const place = (sku: string, wish: string) => postOnce<{ orderId: string }>("/orders", anOrder(sku), wish);

async function skusToOrder(): Promise<readonly [string, ...string[]]> {
  const { ok, body } = await ask<{ products: { sku: string }[] }>("GET", `/products?limit=${PRODUCTS}`);
  const [first = "SKU-1", ...others] = ok ? body.products.map(({ sku }) => sku) : [];
  return [first, ...others];
}

export async function placeOne(): Promise<void> {
  const [sku] = await skusToOrder();
  const { ok, body, took, trouble } = await place(sku, "one");
  said.value = ok ? `Accepted in ${Math.round(took)} ms.` : trouble;
  if (ok) lookAtOrder(body.orderId);
}

let end: () => void = () => undefined;

export async function placeMany(wanted: number): Promise<void> {
  end();
  const mine = new Set<string>();
  const early = new Set<string>();
  let over = 0;
  const started: Burst = {
    wanted,
    accepted: 0,
    refused: 0,
    refusal: "",
    over: 0,
    acceptedIn: undefined,
    overIn: undefined,
  };
  burst.value = started;
  const skus = await skusToOrder();
  const begun = performance.now();
  const change = (changes: Partial<Burst>): void => {
    burst.value = { ...(burst.value ?? started), ...changes };
  };
  const count = (): void => {
    over++;
    change({ over, ...(over === mine.size && !isBursting.value && { overIn: performance.now() - begun }) });
  };
  end = onEvents((rows) => {
    for (const { event, orderId } of rows) {
      if ((event !== "OrderCompleted" && event !== "OrderCancelled") || !orderId) continue;
      // An order may be over before its answer is read.
      if (mine.has(orderId)) count();
      else early.add(orderId);
    }
  });
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < wanted) {
      const number = next++;
      const { ok, body, trouble } = await place(skus[number % skus.length] ?? skus[0], `${begun}-${number}`);
      const { accepted, refused } = burst.value ?? started;
      change(ok ? { accepted: accepted + 1 } : { refused: refused + 1, refusal: trouble });
      if (!ok) continue;
      mine.add(body.orderId);
      if (early.has(body.orderId)) count();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  change({ acceptedIn: performance.now() - begun });
  if (over === mine.size) change({ overIn: performance.now() - begun });
}
