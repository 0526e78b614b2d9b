// What the shop's page knows of its customer: who it is, the orders, and what was said last.
import { signal } from "@preact/signals";
import { ask } from "#platform/pages/ask.ts";

/** The customer of the example data; there is no sign-in. */
export const USER = "user-5678";
export const EMAIL = "ada@example.com";

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

export const orders = signal<readonly ListedOrder[] | undefined>(undefined);
/** Why something that was asked for was not done. */
export const trouble = signal("");
/** What a screen reader is told. */
export const said = signal("");

export async function loadOrders(): Promise<void> {
  const { ok, body } = await ask<{ orders: ListedOrder[] }>("GET", `/order-history/${USER}`);
  if (ok) orders.value = body.orders;
}
