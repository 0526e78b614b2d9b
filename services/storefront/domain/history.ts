// A user's orders as the user sees them; the same page, whether it comes from the read model or from answers over the bus.
import { z } from "zod";
import { OrderLine } from "#contracts/shapes/order-line.ts";
import { OrderStatus } from "#contracts/shapes/order-status.ts";

export const ORDERS_SHOWN = 100;

const ListedOrder = z.object({
  orderId: z.string(),
  status: OrderStatus,
  items: z.array(OrderLine.extend({ name: z.string() })),
  total: z.number().optional(),
});
export const OrderHistory = z.object({
  userId: z.string(),
  name: z.string().optional(),
  orders: z.array(ListedOrder),
});
export type OrderHistory = z.infer<typeof OrderHistory>;

/** What must be known of an order to list it. */
export interface Listable {
  readonly orderId: string;
  readonly status?: OrderStatus | undefined;
  readonly items?: readonly OrderLine[] | undefined;
  readonly total?: number | undefined;
}

/** Every product that stands in the orders, once. */
export const skusOf = (orders: readonly Listable[]): string[] => [
  ...new Set(orders.flatMap(({ items = [] }) => items.map(({ sku }) => sku))),
];

/** Puts the names into the orders, which come newest first; a product whose name is not known is shown by its SKU. */
export function historyOf(
  userId: string,
  name: string | undefined,
  orders: readonly Listable[],
  productNames: ReadonlyMap<string, string>,
): OrderHistory {
  return {
    userId,
    ...(name !== undefined && { name }),
    orders: orders.map(({ orderId, status = "PENDING", items = [], total }) => ({
      orderId,
      status,
      items: items.map(({ sku, quantity }) => ({ sku, name: productNames.get(sku) ?? sku, quantity })),
      ...(total !== undefined && { total }),
    })),
  };
}
