import { z } from "zod";
import { OrderCreated, OrderPriced, PricingFailed, ProductChanged, ProductsResolved } from "#contracts/events/index.ts";
import { SECOND } from "#platform/declare/duration.ts";
import { on } from "#platform/declare/reaction.ts";
import { every } from "#platform/declare/schedule.ts";
import { defineService } from "#platform/declare/service.ts";
import { index, record } from "#platform/declare/state.ts";
import { Price } from "./domain/price.ts";
import { Pricing } from "./domain/pricing.ts";

export const pricing = defineService({
  name: "pricing",
  summary: "Says what an order costs, at the prices that were told before.",
  reactions: {
    onOrderCreated: on(OrderCreated, { emits: [OrderPriced] }),
    onProductsResolved: on(ProductsResolved, { emits: [OrderPriced] }),
    onProductChanged: on(ProductChanged, { emits: [OrderPriced] }),
  },
  schedules: { giveUpOnUnknownPrices: every("5s", { emits: [OrderPriced, PricingFailed] }) },
  state: {
    /** List prices by SKU. */
    price: record(Price),
    pricing: record(Pricing),
    /** Orders that wait for a price, by the time at which they give up. */
    waiting: index(),
    /** The same orders, by the SKUs that they hold. */
    waitingFor: index(),
  },
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
  settings: z.object({
    PRICE_WAIT_MS: z.coerce
      .number()
      .int()
      .min(0)
      .default(30 * SECOND)
      .describe("So long an order waits for the price of a product that is not known yet."),
  }),
});
