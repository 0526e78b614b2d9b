import { z } from "zod";
import { OrderCancelled, OrderConfirmed, OrderPriced, PointsEarned, PointsReversed } from "#contracts/events/index.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { counter, record } from "#platform/declare/state.ts";
import { Earning } from "./domain/earning.ts";

export const loyalty = defineService({
  name: "loyalty",
  summary: "Gives customers points for confirmed orders and takes them back when an order is cancelled.",
  reactions: {
    onOrderConfirmed: on(OrderConfirmed, { emits: [PointsEarned] }),
    onOrderPriced: on(OrderPriced, { emits: [PointsEarned] }),
    onOrderCancelled: on(OrderCancelled, { emits: [PointsReversed] }),
  },
  routes: {
    getPoints: get("/loyalty/:userId", {
      summary: "The points of a user.",
      reply: z.object({ userId: z.string(), points: z.int() }),
    }),
  },
  state: {
    earning: record(Earning),
    /** By user. */
    points: counter(),
  },
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
});
