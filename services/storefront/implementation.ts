import { implement } from "#platform/declare/implementation.ts";
import { onOrderCancelled } from "./handlers/on-order-cancelled.ts";
import { onOrderCompleted } from "./handlers/on-order-completed.ts";
import { onOrderConfirmed } from "./handlers/on-order-confirmed.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { onOrderPriced } from "./handlers/on-order-priced.ts";
import { onOrdersQueryAnswered } from "./handlers/on-orders-query-answered.ts";
import { onProductChanged } from "./handlers/on-product-changed.ts";
import { onProductsQueryAnswered } from "./handlers/on-products-query-answered.ts";
import { onUserQueryAnswered } from "./handlers/on-user-query-answered.ts";
import { onUserRegistered } from "./handlers/on-user-registered.ts";
import { getOrderHistory } from "./routes/get-order-history.ts";
import { getShopAsset } from "./routes/get-shop-asset.ts";
import { getShopPage } from "./routes/get-shop-page.ts";
import { storefront } from "./service.ts";

export default implement(storefront, {
  reactions: {
    onOrderCancelled,
    onOrderCompleted,
    onOrderConfirmed,
    onOrderCreated,
    onOrderPriced,
    onOrdersQueryAnswered,
    onProductChanged,
    onProductsQueryAnswered,
    onUserQueryAnswered,
    onUserRegistered,
  },
  routes: { getShopPage, getShopAsset, getOrderHistory },
});
