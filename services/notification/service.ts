import { z } from "zod";
import {
  NotificationSent,
  OrderCancelled,
  OrderCompleted,
  OrderConfirmed,
  OrderCreated,
} from "#contracts/events/index.ts";
import { OrderId } from "#contracts/shapes/ids.ts";
import { SECOND } from "#platform/declare/duration.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService, ports } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { SentMail } from "./domain/mail.ts";
import { NotificationView } from "./domain/view.ts";
import type { Mailer } from "./ports.ts";

export const notification = defineService({
  name: "notification",
  summary: "Writes to the customer about each step of an order, once.",
  reactions: {
    onOrderCreated: on(OrderCreated, { emits: [NotificationSent] }),
    onOrderConfirmed: on(OrderConfirmed, { emits: [NotificationSent] }),
    onOrderCompleted: on(OrderCompleted, { emits: [NotificationSent] }),
    onOrderCancelled: on(OrderCancelled, { emits: [NotificationSent] }),
  },
  routes: {
    listNotifications: get("/notifications", {
      summary: "The mails of an order.",
      query: z.object({ orderId: OrderId }),
      reply: z.object({ notifications: z.array(NotificationView) }),
    }),
  },
  state: {
    /** By order and kind, so that the mails of one order do not conflict. */
    mail: record(SentMail),
    /** Tombstones by order: nobody is thanked for an order that was cancelled. */
    cancelled: record(z.object({ orderId: OrderId })),
    /** By Message-ID, what a mail server has accepted; the books of the mailer, and nobody else reads them. */
    accepted: record(z.object({ acceptedAt: z.number() })),
    /** By Message-ID, what is being given to a mail server; also the mailer's. */
    underWay: record(z.object({ since: z.number() })),
  },
  settings: z.object({
    SMTP_URL: z
      .union([z.literal(""), z.url({ protocol: /^smtps?$/ })])
      .default("")
      .describe("Such as smtp://smtp-server:1025; without it mails are only kept, readable at /notifications."),
    SMTP_FROM: z.string().min(1).default("Millrace <orders@millrace.example>").describe("Whom the mails come from."),
    SMTP_TIMEOUT_MS: z.coerce
      .number()
      .int()
      .min(1)
      .default(10 * SECOND)
      .describe("For each of connecting, greeting and waiting for an answer."),
  }),
  ports: ports<{ mailer: Mailer }>(),
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
});
