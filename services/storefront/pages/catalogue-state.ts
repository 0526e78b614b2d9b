// The catalogue as the page knows it: read page by page to its end, and shown in portions, as it may be long.
import { computed, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";

export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly unitPrice: number;
  readonly currency: string;
}
interface Page {
  readonly products: readonly Product[];
  /** Where the following page begins, when there is one. */
  readonly next?: string;
}
const PAGE = 100;
/** Rows of two, three, four and six are full. */
const PORTION = 48;

/** Undefined until the first page was read. */
export const products = signal<readonly Product[] | undefined>(undefined);
/** Why the catalogue, or the rest of it, is not there. */
export const productsTrouble = signal("");
const next = signal<string | undefined>(undefined);
/** An empty one is asked for again: products may be on their way. */
export const isCatalogueRead = computed(() => next.value === undefined && Boolean(products.value?.length));
export const productOf = computed(() => new Map((products.value ?? []).map((product) => [product.sku, product])));

/** What somebody looks for, in words. */
export const sought = signal("");
const portions = signal(1);
const found = computed(() => {
  const words = sought.value.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name, sku }: Product) => words.every((word) => `${name} ${sku}`.toLowerCase().includes(word));
  return words.length === 0 ? (products.value ?? []) : (products.value ?? []).filter(fits);
});
export const shown = computed(() => found.value.slice(0, portions.value * PORTION));
export const notShown = computed(() => found.value.length - shown.value.length);
export const isLong = computed(() => (products.value?.length ?? 0) > PORTION);

export function showMore(): void {
  portions.value++;
}
export function seek(words: string): void {
  sought.value = words;
  portions.value = 1;
}

/** Goes on with the page that could not be read. */
export async function loadProducts(): Promise<void> {
  do {
    const query = next.value === undefined ? "" : `&after=${encodeURIComponent(next.value)}`;
    const { ok, body, trouble } = await ask<Page>("GET", `/products?limit=${PAGE}${query}`);
    productsTrouble.value = trouble;
    if (!ok) return;
    products.value = [...(products.value ?? []), ...body.products];
    next.value = body.next;
  } while (next.value !== undefined);
}
