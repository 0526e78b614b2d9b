// A product has a name, perhaps another one than before.
import type { Reacts } from "#platform/declare/implementation.ts";
import { latest } from "../domain/product-name.ts";
import type { storefront } from "../service.ts";

export const onProductChanged: Reacts<typeof storefront, "onProductChanged"> = async (event, { state }) => {
  const { sku, name, revision } = event.data;
  const known = await state.product.get(sku);
  state.product.set(sku, latest(known, { name, revision }));
  return [];
};
