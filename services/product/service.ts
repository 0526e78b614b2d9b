import { z } from "zod";
import {
  BasketCheckedOut,
  ProductChanged,
  ProductsQueried,
  ProductsQueryAnswered,
  ProductsRejected,
  ProductsResolved,
} from "#contracts/events/index.ts";
import { Sku } from "#contracts/shapes/ids.ts";
import { on } from "#platform/declare/reaction.ts";
import { get, put } from "#platform/declare/route.ts";
import { defineService } from "#platform/declare/service.ts";
import { index, record } from "#platform/declare/state.ts";
import { CatalogueEntry, Product, ProductInput } from "./domain/product.ts";

export const product = defineService({
  name: "product",
  summary: "Keeps the catalogue and looks up what was checked out.",
  reactions: {
    onBasketCheckedOut: on(BasketCheckedOut, { emits: [ProductsResolved, ProductsRejected] }),
    onProductsQueried: on(ProductsQueried, { emits: [ProductsQueryAnswered] }),
  },
  routes: {
    listProducts: get("/products", {
      summary: "The catalogue, page by page: `next` of one page is `after` of the following.",
      query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50), after: Sku.optional() }),
      reply: z.object({ products: z.array(CatalogueEntry), next: Sku.optional() }),
    }),
    getProduct: get("/products/:sku", { summary: "One product.", reply: Product }),
    putProduct: put("/products/:sku", {
      summary: "Adds a product, or changes its name and price.",
      administrator: true,
      params: { sku: Sku },
      body: ProductInput,
      reply: Product,
      emits: [ProductChanged],
    }),
  },
  state: {
    product: record(Product),
    /** SKUs in the order in which they were added. */
    catalogue: index(),
  },
  seeds: [ProductChanged],
  settings: z.object({
    SEED_PRODUCTS: z.coerce
      .number()
      .int()
      .min(0)
      .default(0)
      .describe("Example products SKU-1 … SKU-n put in place at the first start; 0 for none."),
  }),
});
