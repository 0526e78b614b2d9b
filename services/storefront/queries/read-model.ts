// Answers alone, from what was heard beforehand: nobody else needs to be there.
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { historyOf, ORDERS_SHOWN, type OrderHistory, skusOf } from "../domain/history.ts";
import type { storefront } from "../service.ts";

export async function readModel(
  userId: string,
  state: UnitOfWorkOf<typeof storefront>["state"],
): Promise<OrderHistory> {
  const [user, members] = await Promise.all([
    state.user.get(userId),
    state.ordersOf.range(userId, { limit: ORDERS_SHOWN, reverse: true }),
  ]);
  const found = await state.order.getMany(members.map(({ member }) => member));
  const orders = found.filter((order) => order !== undefined);
  const skus = skusOf(orders);
  const products = await state.product.getMany(skus);
  const names = new Map(skus.map((sku, at) => [sku, products[at]?.name ?? sku]));
  return historyOf(userId, user?.name, orders, names);
}
