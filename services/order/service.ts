import { z } from "zod";
import {
  InventoryFailed,
  InventoryReleased,
  InventoryReserved,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderCreated,
  OrderPriced,
  OrdersQueried,
  OrdersQueryAnswered,
  PaymentCaptured,
  PaymentFailed,
  PaymentRefunded,
  PointsReversed,
  PricingFailed,
  ProductsRejected,
  ProductsResolved,
  ShipmentCancelled,
  ShipmentCreated,
  ShipmentFailed,
} from "#contracts/events/index.ts";
import { RequestedAddress } from "#contracts/shapes/address.ts";
import { Email } from "#contracts/shapes/email.ts";
import { OrderId, UserId } from "#contracts/shapes/ids.ts";
import { RequestedLines } from "#contracts/shapes/order-line.ts";
import { PaymentToken } from "#contracts/shapes/payment-token.ts";
import { ReplayRequested } from "#platform/declare/control-events.ts";
import { DAY, MINUTE, SECOND } from "#platform/declare/duration.ts";
import { on } from "#platform/declare/reaction.ts";
import { get, post } from "#platform/declare/route.ts";
import { every } from "#platform/declare/schedule.ts";
import { defineService } from "#platform/declare/service.ts";
import { index, record } from "#platform/declare/state.ts";
import { Order } from "./domain/order.ts";
import { OrderView } from "./domain/view.ts";

const outcomes = { emits: [OrderConfirmed, OrderCompleted, OrderCancelled] } as const;

export const order = defineService({
  name: "order",
  summary: "Accepts orders at once and follows each until it is completed or cancelled.",
  reactions: {
    onInventoryReserved: on(InventoryReserved, outcomes),
    onInventoryFailed: on(InventoryFailed, outcomes),
    onInventoryReleased: on(InventoryReleased),
    onOrderPriced: on(OrderPriced, outcomes),
    onPricingFailed: on(PricingFailed, outcomes),
    onPaymentCaptured: on(PaymentCaptured, outcomes),
    onPaymentFailed: on(PaymentFailed, outcomes),
    onPaymentRefunded: on(PaymentRefunded),
    onShipmentCreated: on(ShipmentCreated, outcomes),
    onShipmentFailed: on(ShipmentFailed, outcomes),
    onShipmentCancelled: on(ShipmentCancelled),
    onPointsReversed: on(PointsReversed),
    onProductsResolved: on(ProductsResolved, { emits: [OrderCreated, ...outcomes.emits] }),
    onProductsRejected: on(ProductsRejected, { emits: [OrderCancelled] }),
    onOrdersQueried: on(OrdersQueried, { emits: [OrdersQueryAnswered] }),
  },
  routes: {
    createOrder: post("/orders", {
      summary: "Accepts an order; everything else happens afterwards.",
      idempotent: true,
      status: 202,
      body: z.strictObject({
        userId: UserId,
        customerEmail: Email,
        items: RequestedLines,
        paymentToken: PaymentToken.optional(),
        shippingAddress: RequestedAddress.optional(),
      }),
      reply: z.object({ orderId: OrderId, status: z.literal("PENDING"), message: z.string() }),
      emits: [OrderCreated],
    }),
    getOrder: get("/orders/:orderId", { summary: "Where an order stands.", reply: OrderView }),
    cancelOrder: post("/orders/:orderId/cancel", {
      summary: "Cancels an order that is not completed.",
      status: 202,
      reply: OrderView,
      emits: [OrderCancelled],
    }),
  },
  schedules: { watchUnsettledOrders: every("1s", { emits: [OrderCancelled, ReplayRequested] }) },
  state: {
    order: record(Order),
    /** Orders that are not settled, by the time of their next look. */
    unsettled: index({ isWork: true }),
    /** The last order that was settled, and the youngest. */
    settled: index({ keep: 1 }),
    ordersOf: index({ keep: 1_000 }),
  },
  settings: z.object({
    ORDER_DEADLINE_MS: z.coerce
      .number()
      .int()
      .min(1_000)
      .default(DAY)
      .describe("After this time an unfinished order is cancelled."),
    FIRST_REPLAY_MS: z.coerce
      .number()
      .int()
      .min(1)
      .default(15 * SECOND)
      .describe(
        "After this time the events of an order that is not settled are asked for again; then at twice its age.",
      ),
    REPLAY_EVERY_MS: z.coerce
      .number()
      .int()
      .min(1)
      .default(10 * MINUTE)
      .describe("The longest time until they are asked for again."),
  }),
});
