// The basket as the page shows it: a click is seen at once and told to the service one after the other, so that quick ones lose nothing.
import { computed, signal } from "@preact/signals";
import { type Answered, ask } from "#platform/pages/ask.ts";
import { productOf } from "./catalogue-state.ts";
import { type Line, trouble, USER } from "./shop-state.ts";

interface Told {
  readonly items: readonly Line[];
}
const PATH = `/baskets/${USER}`;

/** As the service has last said it. */
const told = signal<readonly Line[] | undefined>(undefined);
/** By SKU, what was chosen and is not told yet. */
const chosen = signal<ReadonlyMap<string, number>>(new Map());

/** Until then it is not known whether it is empty. */
export const isBasketKnown = computed(() => told.value !== undefined);
export const basket = computed<readonly Line[]>(() => {
  const known = told.value ?? [];
  const added = [...chosen.value.keys()].filter((sku) => known.every((line) => line.sku !== sku));
  return [...known, ...added.map((sku) => ({ sku, quantity: 0 }))]
    .map(({ sku, quantity }) => ({ sku, quantity: chosen.value.get(sku) ?? quantity }))
    .filter(({ quantity }) => quantity > 0);
});
export const quantityOf = (sku: string): number => basket.value.find((line) => line.sku === sku)?.quantity ?? 0;
export const basketTotal = computed(() =>
  basket.value.reduce((sum, { sku, quantity }) => sum + quantity * (productOf.value.get(sku)?.unitPrice ?? 0), 0),
);

function learn({ ok, body }: Answered<Told>): void {
  if (ok) told.value = body.items;
}
/** Returns why that did not work; empty when it did. */
export async function loadBasket(): Promise<string> {
  const answered = await ask<Told>("GET", PATH);
  learn(answered);
  return answered.trouble;
}
/** It has become an order. */
export function emptyBasket(): void {
  told.value = [];
}

export async function addToBasket(sku: string): Promise<void> {
  // One more than what was put in on another day.
  if (!isBasketKnown.value) trouble.value = await loadBasket();
  if (isBasketKnown.value) await putIntoBasket(sku, quantityOf(sku) + 1);
}
export function putIntoBasket(sku: string, quantity: number): Promise<void> {
  chosen.value = new Map(chosen.value).set(sku, quantity);
  return basketTold();
}

let telling: Promise<void> | undefined;
/** Ends when the service knows of every click. */
export function basketTold(): Promise<void> {
  telling ??= tellAll().finally(() => {
    telling = undefined;
  });
  return telling;
}
async function tellAll(): Promise<void> {
  for (let next = first(); next; next = first()) await tell(...next);
}
const first = () => [...chosen.value].at(0);

async function tell(sku: string, quantity: number): Promise<void> {
  const path = `${PATH}/items/${sku}`;
  const answered = await (quantity === 0 ? ask<Told>("DELETE", path) : ask<Told>("PUT", path, { body: { quantity } }));
  trouble.value = answered.trouble;
  learn(answered);
  // Chosen anew meanwhile, it is told again.
  if (chosen.value.get(sku) === quantity) chosen.value = new Map([...chosen.value].filter(([other]) => other !== sku));
  if (!answered.ok) await loadBasket();
}
