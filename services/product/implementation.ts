import { implement } from "#platform/declare/implementation.ts";
import { onBasketCheckedOut } from "./handlers/on-basket-checked-out.ts";
import { onProductsQueried } from "./handlers/on-products-queried.ts";
import { getProduct } from "./routes/get-product.ts";
import { listProducts } from "./routes/list-products.ts";
import { putProduct } from "./routes/put-product.ts";
import { seed } from "./seed.ts";
import { product } from "./service.ts";

export default implement(product, {
  reactions: { onBasketCheckedOut, onProductsQueried },
  routes: { listProducts, getProduct, putProduct },
  seed,
});
