import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { OrderId } from "../shapes/ids.ts";
import { NotificationKind } from "../shapes/notification-kind.ts";

export const NotificationSent = defineEvent({
  name: "NotificationSent",
  summary: "An e-mail about the order went out.",
  subject: "orderId",
  data: z.object({
    orderId: OrderId,
    kind: NotificationKind,
  }),
  example: {
    orderId: "0192f0c1-2345-7000-8000-000000000000",
    kind: "order-received",
  },
});
