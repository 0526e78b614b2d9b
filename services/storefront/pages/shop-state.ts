// What the shop's page knows: the catalogue with its stock, the basket, the orders, and the order that is looked at.
import { computed, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";

/** The customer of the example data; there is no sign-in. */
export const USER = "user-5678";
export const EMAIL = "ada@example.com";

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: number;
  readonly currency: string;
}
export interface Line {
  readonly sku: string;
  readonly quantity: number;
}
export interface ListedOrder {
  readonly orderId: string;
  readonly status: string;
  readonly items: readonly (Line & { readonly name: string })[];
  readonly total?: number;
}

export const products = signal<readonly Product[] | undefined>(undefined);
/** Why the catalogue is not there. */
export const productsTrouble = signal("");
/** By SKU; undefined until it was heard. */
export const stock = signal<ReadonlyMap<string, number> | undefined>(undefined);
/** Why stock is not what it was a moment ago, and when it was; empty when it is. */
export const stockTrouble = signal("");
export const stockReadAt = signal(0);
export const basket = signal<readonly Line[]>([]);
/** Until then it is not known whether it is empty. */
export const isBasketKnown = signal(false);
export const orders = signal<readonly ListedOrder[] | undefined>(undefined);
/** Why something that was asked for was not done. */
export const trouble = signal("");
/** What a screen reader is told. */
export const said = signal("");

export const productOf = computed(() => new Map((products.value ?? []).map((product) => [product.sku, product])));
export const basketTotal = computed(() =>
  basket.value.reduce((sum, { sku, quantity }) => sum + quantity * (productOf.value.get(sku)?.unitPrice ?? 0), 0),
);

export async function loadProducts(): Promise<void> {
  const { ok, body, trouble: words } = await ask<{ products: Product[] }>("GET", "/products?limit=100");
  if (ok) products.value = body.products;
  productsTrouble.value = words;
}
export async function loadStock(): Promise<void> {
  const { ok, body, trouble: words } = await ask<{ stock: { sku: string; available: number }[] }>("GET", "/inventory");
  stockTrouble.value = words;
  if (!ok) return;
  stockReadAt.value = Date.now();
  stock.value = new Map(body.stock.map(({ sku, available }) => [sku, available]));
}
export async function loadBasket(): Promise<void> {
  const { ok, body } = await ask<{ items: Line[] }>("GET", `/baskets/${USER}`);
  if (!ok) return;
  basket.value = body.items;
  isBasketKnown.value = true;
}
export async function loadOrders(): Promise<void> {
  const { ok, body } = await ask<{ orders: ListedOrder[] }>("GET", `/order-history/${USER}`);
  if (ok) orders.value = body.orders;
}

/** Shown at once and told to the service; what it answers is what holds. */
export async function putIntoBasket(sku: string, quantity: number): Promise<void> {
  const others = basket.value.filter((line) => line.sku !== sku);
  const isNew = others.length === basket.value.length;
  const changed = basket.value.map((line) => (line.sku === sku ? { sku, quantity } : line));
  basket.value = quantity === 0 ? others : isNew ? [...others, { sku, quantity }] : changed;
  const path = `/baskets/${USER}/items/${sku}`;
  const {
    ok,
    body,
    trouble: words,
  } = await (quantity === 0
    ? ask<{ items: Line[] }>("DELETE", path)
    : ask<{ items: Line[] }>("PUT", path, { body: { quantity } }));
  if (ok) basket.value = body.items;
  else await loadBasket();
  trouble.value = words;
}
