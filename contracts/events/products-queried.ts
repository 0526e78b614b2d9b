import { z } from "zod";
import { defineEvent } from "#platform/declare/event.ts";
import { QueryId, Sku } from "../shapes/ids.ts";

export const ProductsQueried = defineEvent({
  name: "ProductsQueried",
  summary: "Somebody asks over the bus what products are called.",
  subject: "queryId",
  data: z.object({
    queryId: QueryId,
    skus: z.array(Sku),
    expiresAt: z.int(),
  }),
  example: {
    queryId: "0192f0c1-2345-7000-8000-00000000000a",
    skus: ["SKU-1"],
    expiresAt: 1_767_225_600_000,
  },
});
