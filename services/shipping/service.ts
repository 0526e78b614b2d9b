import {
  InventoryReserved,
  OrderCancelled,
  OrderCreated,
  ShipmentCancelled,
  ShipmentCreated,
  ShipmentFailed,
} from "#contracts/events/index.ts";
import { on } from "#platform/declare/reaction.ts";
import { get } from "#platform/declare/route.ts";
import { defineService, ports } from "#platform/declare/service.ts";
import { record } from "#platform/declare/state.ts";
import { LedgerEntry } from "./domain/ledger.ts";
import { Shipment } from "./domain/shipment.ts";
import { ShipmentView } from "./domain/view.ts";
import type { Carrier } from "./ports.ts";

const outcomes = { emits: [ShipmentCreated, ShipmentFailed] } as const;

export const shipping = defineService({
  name: "shipping",
  summary: "Hands reserved orders to the carrier and calls back the parcels of cancelled ones.",
  reactions: {
    onOrderCreated: on(OrderCreated, outcomes),
    onInventoryReserved: on(InventoryReserved, outcomes),
    onOrderCancelled: on(OrderCancelled, { emits: [ShipmentCancelled] }),
  },
  routes: {
    getShipment: get("/shipments/:orderId", { summary: "What became of an order's parcel.", reply: ShipmentView }),
  },
  state: {
    shipment: record(Shipment),
    /** The books of the local carrier; nobody else reads them. */
    ledger: record(LedgerEntry),
  },
  ports: ports<{ carrier: Carrier }>(),
  scale: { min: 0, max: 8, backlogPerReplica: 50 },
});
