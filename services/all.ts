import type { Service } from "#platform/declare/implementation.ts";
import analytics from "./analytics/implementation.ts";
import basket from "./basket/implementation.ts";
import billing from "./billing/implementation.ts";
import inventory from "./inventory/implementation.ts";
import loyalty from "./loyalty/implementation.ts";
import notification from "./notification/implementation.ts";
import order from "./order/implementation.ts";
import pricing from "./pricing/implementation.ts";
import product from "./product/implementation.ts";
import shipping from "./shipping/implementation.ts";
import storefront from "./storefront/implementation.ts";
import user from "./user/implementation.ts";

export const services: readonly Service[] = [analytics, basket, billing, inventory, loyalty, notification, order, pricing, product, shipping, storefront, user];
