// The order has a total; whose order it is may not be known yet.
import type { Reacts } from "#platform/declare/implementation.ts";
import { learnOrder } from "../learn-order.ts";
import type { storefront } from "../service.ts";

export const onOrderPriced: Reacts<typeof storefront, "onOrderPriced"> = (event, work) =>
  learnOrder(event, { total: event.data.total }, work);
