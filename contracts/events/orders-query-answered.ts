import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId, QueryId } from "../shapes/ids.ts";
import { Minor } from "../shapes/money.ts";
import { OrderLine } from "../shapes/order-line.ts";
import { OrderStatus } from "../shapes/order-status.ts";

export const OrdersQueryAnswered = defineEvent({
  name: "OrdersQueryAnswered",
  summary: "The answer to OrdersQueried: the user's newest orders.",
  subject: "queryId",
  data: z.object({
    queryId: QueryId,
    orders: z.array(
      z.object({ orderId: OrderId, status: OrderStatus, items: z.array(OrderLine), total: Minor.optional() }),
    ),
  }),
  example: {
    queryId: "0192f0c1-2345-7000-8000-00000000000a",
    orders: [
      {
        orderId: "0192f0c1-2345-7000-8000-000000000000",
        status: "COMPLETED",
        items: [{ sku: "SKU-1", quantity: 2 }],
        total: 4998,
      },
    ],
  },
});
