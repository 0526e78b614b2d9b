import type { Answers } from "#platform/declare/implementation.ts";
import { SHOP_PAGE } from "../domain/shop-page.ts";
import type { storefront } from "../service.ts";

export const getShopPage: Answers<typeof storefront, "getShopPage"> = async () => ({ body: SHOP_PAGE });
