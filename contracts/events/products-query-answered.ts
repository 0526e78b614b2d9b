import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { QueryId, Sku } from "../shapes/ids.ts";

export const ProductsQueryAnswered = defineEvent({
  name: "ProductsQueryAnswered",
  summary: "The answer to ProductsQueried; unknown products are left out.",
  subject: "queryId",
  data: z.object({
    queryId: QueryId,
    products: z.array(z.object({ sku: Sku, name: z.string() })),
  }),
  example: {
    queryId: "0192f0c1-2345-7000-8000-00000000000a",
    products: [{ sku: "SKU-1", name: "Mug" }],
  },
});
