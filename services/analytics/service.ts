import { z } from "zod";
import { OrderCancelled, OrderCompleted, OrderCreated } from "#contracts/events/index.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { counter, index } from "#platform/declare/state.ts";
import { Summary } from "./domain/summary.ts";

export const analytics = defineService({
  name: "analytics",
  summary: "Counts orders and revenue and knows which products are ordered most.",
  reactions: {
    onOrderCreated: on(OrderCreated),
    onOrderCompleted: on(OrderCompleted),
    onOrderCancelled: on(OrderCancelled),
  },
  routes: {
    getSummary: get("/analytics/summary", { summary: "Orders and revenue so far.", reply: Summary }),
    listPopularProducts: get("/analytics/popular-products", {
      summary: "The products that are ordered most, the most popular first.",
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) }),
      reply: z.object({ products: z.array(z.object({ sku: z.string(), quantity: z.int() })) }),
    }),
  },
  state: {
    totals: counter(),
    /** The set `products`: SKUs by the units ordered. */
    popular: index({ keep: 10_000 }),
  },
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
});
