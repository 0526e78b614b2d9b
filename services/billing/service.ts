import {
  InventoryReserved,
  OrderCancelled,
  OrderCreated,
  OrderPriced,
  PaymentCaptured,
  PaymentFailed,
  PaymentRefunded,
} from "#contracts/events/index.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService, ports } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { LedgerEntry } from "./domain/ledger.ts";
import { Payment } from "./domain/payment.ts";
import { PaymentView } from "./domain/view.ts";
import type { PaymentGateway } from "./ports.ts";

const outcomes = { emits: [PaymentCaptured, PaymentFailed] } as const;

export const billing = defineService({
  name: "billing",
  summary: "Charges the customer once the order has a price and its stock, and pays back what a cancelled order took.",
  reactions: {
    onOrderCreated: on(OrderCreated, outcomes),
    onOrderPriced: on(OrderPriced, outcomes),
    onInventoryReserved: on(InventoryReserved, outcomes),
    onOrderCancelled: on(OrderCancelled, { emits: [PaymentRefunded] }),
  },
  routes: {
    getPayment: get("/payments/:orderId", { summary: "What was charged for an order.", reply: PaymentView }),
  },
  state: {
    payment: record(Payment),
    /** The books of the local payment provider; nobody else reads them. */
    ledger: record(LedgerEntry),
  },
  ports: ports<{ gateway: PaymentGateway }>(),
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
});
