import { implement } from "#platform/declare/implementation.ts";
import { onOrderCreated } from "./handlers/on-order-created.ts";
import { onProductsRejected } from "./handlers/on-products-rejected.ts";
import { checkOut } from "./routes/check-out.ts";
import { getBasket } from "./routes/get-basket.ts";
import { putItem } from "./routes/put-item.ts";
import { removeItem } from "./routes/remove-item.ts";
import { basket } from "./service.ts";

export default implement(basket, {
  reactions: { onOrderCreated, onProductsRejected },
  routes: { getBasket, putItem, removeItem, checkOut },
});
