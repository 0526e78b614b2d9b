// A product as the catalogue keeps it.
import { z } from "zod";
import { Sku } from "#contracts/shapes/ids.ts";
import { CURRENCY, Currency, Minor } from "#contracts/shapes/money.ts";
import { text } from "#contracts/shapes/text.ts";

/** So high that every order's total can still be counted exactly. */
export const HIGHEST_UNIT_PRICE = 100_000_000;

export const Product = z.object({
  sku: Sku,
  name: z.string(),
  unitPrice: Minor,
  currency: Currency,
  /** 1 for a new product, one more with every change. */
  revision: z.int().min(1),
});
export type Product = z.infer<typeof Product>;

export const CatalogueEntry = Product.omit({ revision: true });

export const ProductInput = z.strictObject({
  name: text(120),
  unitPrice: z.int().min(0).max(HIGHEST_UNIT_PRICE),
  /** The shop has one currency, so that the lines of an order can be added up. */
  currency: z.literal(CURRENCY).default(CURRENCY),
});
export type ProductInput = z.infer<typeof ProductInput>;

export const changed = (before: Product | undefined, sku: string, input: ProductInput): Product => ({
  sku,
  ...input,
  revision: (before?.revision ?? 0) + 1,
});

export const entryOf = ({ sku, name, unitPrice, currency }: Product): z.infer<typeof CatalogueEntry> => ({
  sku,
  name,
  unitPrice,
  currency,
});
