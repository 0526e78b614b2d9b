import { implement } from "#platform/declare/implementation.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { onProductChanged } from "./handlers/on-product-changed.ts";
import { onProductsResolved } from "./handlers/on-products-resolved.ts";
import { giveUpOnUnknownPrices } from "./schedules/give-up-on-unknown-prices.ts";
import { pricing } from "./service.ts";

export default implement(pricing, {
  reactions: { onOrderCreated, onProductsResolved, onProductChanged },
  schedules: { giveUpOnUnknownPrices },
});
