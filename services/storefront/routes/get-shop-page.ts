import type { Answers } from "#platform/declare/implementation.ts";
import { documentReply } from "#platform/declare/page.ts";
import { builtPage } from "../pages/built-page.ts";
import type { storefront } from "../service.ts";

export const getShopPage: Answers<typeof storefront, "getShopPage"> = async () => documentReply(builtPage);
