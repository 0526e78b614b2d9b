import { z } from "zod";
import {
  InventoryFailed,
  InventoryReleased,
  InventoryReserved,
  OrderCancelled,
  OrderCompleted,
  OrderCreated,
} from "#contracts/events/index.ts";
import { Sku } from "#contracts/shapes/ids.ts";
import { on } from "#platform/declare/reaction.ts";
import { get, post } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { counter, index, record } from "#platform/declare/state.ts";
import { Reservation } from "./domain/reservation.ts";
import { Stock } from "./domain/stock.ts";

export const inventory = defineService({
  name: "inventory",
  summary: "Sets stock aside for new orders and gives it back when an order is cancelled.",
  reactions: {
    onOrderCreated: on(OrderCreated, { emits: [InventoryReserved, InventoryFailed] }),
    onOrderCompleted: on(OrderCompleted),
    onOrderCancelled: on(OrderCancelled, { emits: [InventoryReleased] }),
  },
  routes: {
    listStock: get("/inventory", {
      summary: "The stock of some SKUs, or of the first hundred.",
      query: z.object({ sku: z.union([Sku, z.array(Sku).max(100)]).optional() }),
      reply: z.object({ stock: z.array(Stock) }),
    }),
    getStock: get("/inventory/:sku", { summary: "The stock of one SKU.", reply: Stock }),
    restock: post("/inventory/:sku/restock", {
      summary: "Adds units that have arrived.",
      params: { sku: Sku },
      administrator: true,
      idempotent: true,
      body: z.strictObject({ quantity: z.int().min(1).max(1_000_000) }),
      reply: Stock,
    }),
  },
  state: {
    reservation: record(Reservation),
    available: counter(),
    reserved: counter(),
    sold: counter(),
    skus: index(),
  },
  settings: z.object({
    SEED_PRODUCTS: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("Stock put in place for SKU-1 … SKU-n at the first start; 0 for none."),
    SEED_STOCK: z.coerce.number().int().min(0).default(1_000).describe("Units of each of them."),
  }),
});
