import { z } from "zod";
import {
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderCreated,
  OrderPriced,
  OrdersQueried,
  OrdersQueryAnswered,
  ProductChanged,
  ProductsQueried,
  ProductsQueryAnswered,
  UserQueried,
  UserQueryAnswered,
  UserRegistered,
} from "#contracts/events/index.ts";
import { UserId } from "#contracts/shapes/ids.ts";
import { SECOND } from "#platform/declare/duration.ts";
import { on } from "#platform/declare/reaction.ts";
import { converse, get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { feed, index, record } from "#platform/declare/state.ts";
import { OrderHistory } from "./domain/history.ts";
import { ProductName } from "./domain/product-name.ts";
import { SeenOrder } from "./domain/seen-order.ts";

const Timeout = z.coerce
  .number()
  .int()
  .min(1)
  .max(30 * SECOND);

export const storefront = defineService({
  name: "storefront",
  summary: "Shows customers their orders: from its own read model, or by asking the others over the bus.",
  reactions: {
    onOrderCreated: on(OrderCreated),
    onOrderPriced: on(OrderPriced),
    onOrderConfirmed: on(OrderConfirmed),
    onOrderCompleted: on(OrderCompleted),
    onOrderCancelled: on(OrderCancelled),
    onUserRegistered: on(UserRegistered),
    onProductChanged: on(ProductChanged),
    onUserQueryAnswered: on(UserQueryAnswered),
    onOrdersQueryAnswered: on(OrdersQueryAnswered),
    onProductsQueryAnswered: on(ProductsQueryAnswered),
  },
  routes: {
    getShopPage: get("/", { summary: "The shop.", produces: "text/html" }),
    getShopAsset: get("/shop/:file", { summary: "A part of the shop's page." }),
    getOrderHistory: converse("/order-history/:userId", {
      summary:
        "A user's orders, newest first; `via=events` asks the other services and waits at most `timeout` milliseconds.",
      params: { userId: UserId },
      query: z.object({ via: z.enum(["model", "events"]).default("model"), timeout: Timeout.optional() }),
      reply: OrderHistory,
      emits: [UserQueried, OrdersQueried, ProductsQueried],
    }),
  },
  state: {
    order: record(SeenOrder),
    /** A user's orders, by the time of their first event. */
    ordersOf: index({ keep: 1_000 }),
    product: record(ProductName),
    user: record(z.object({ name: z.string() })),
    /** By queryId, so that any replica can receive the answer to any replica's question. */
    answers: feed(z.union([UserQueryAnswered.schema, OrdersQueryAnswered.schema, ProductsQueryAnswered.schema]), {
      keep: 1,
    }),
  },
  settings: z.object({
    QUERY_TIMEOUT_MS: Timeout.default(5 * SECOND).describe(
      "So long the storefront waits for all answers together, unless the request says otherwise.",
    ),
  }),
});
