// What is in stock at this moment, of the products that are looked at.
import { computed, effect, signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";
import { basket } from "./basket-state.ts";
import { shown } from "./catalogue-state.ts";

/** As many as the inventory tells in one answer. */
const MOST = 100;

/** By SKU; nothing of one that was not heard of yet. */
export const stock = signal<ReadonlyMap<string, number>>(new Map());
/** Why stock is not what it was a moment ago, and when it was; empty when it is. */
export const stockTrouble = signal("");
export const stockReadAt = signal(0);

const lookedAt = computed(() => [...new Set([...shown.value, ...basket.value].map(({ sku }) => sku))]);

export async function loadStock(skus: readonly string[] = lookedAt.value): Promise<void> {
  for (let at = 0; at < skus.length; at += MOST) {
    const query = skus.slice(at, at + MOST).map((sku) => `sku=${encodeURIComponent(sku)}`);
    const path = `/inventory?${query.join("&")}`;
    const { ok, body, trouble } = await ask<{ stock: { sku: string; available: number }[] }>("GET", path);
    stockTrouble.value = trouble;
    if (!ok) return;
    stockReadAt.value = Date.now();
    stock.value = new Map([...stock.value, ...body.stock.map(({ sku, available }) => [sku, available] as const)]);
  }
}
/** What comes into sight is asked for at once. */
effect(() => {
  const unheard = lookedAt.value.filter((sku) => !stock.peek().has(sku));
  if (unheard.length > 0) void loadStock(unheard);
});
