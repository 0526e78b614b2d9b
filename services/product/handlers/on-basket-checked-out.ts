// Says what the lines of a basket are, or which of them are no product.
import { ProductsRejected, ProductsResolved } from "#contracts/events/index.ts";
import { CURRENCY } from "#contracts/shapes/money.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { lookUp } from "../domain/lookup.ts";
import type { product } from "../service.ts";

export const onBasketCheckedOut: Reacts<typeof product, "onBasketCheckedOut"> = async (event, { state }) => {
  const { items, paymentToken, shippingAddress, orderId, userId, customerEmail } = event.data;
  const about = { orderId, userId, customerEmail };
  const products = await state.product.getMany(items.map(({ sku }) => sku));
  const { resolved, unknown } = lookUp(items, products);
  if (unknown.length > 0) return [emit(ProductsRejected, { ...about, items, unknown })];
  return [emit(ProductsResolved, { ...about, lines: resolved, currency: CURRENCY, paymentToken, shippingAddress })];
};
