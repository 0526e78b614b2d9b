// A product's list price as pricing last heard of it.
import { z } from "zod";
import { Currency, Minor } from "#contracts/shapes/money.ts";

export const Price = z.object({ unitPrice: Minor, currency: Currency, revision: z.int().min(1) });
export type Price = z.infer<typeof Price>;

/** By SKU. */
export type Prices = ReadonlyMap<string, Price>;

/** The price with the higher revision, whichever was heard first; the known one when they are the same. */
export const latest = (known: Price | undefined, heard: Price): Price =>
  known && known.revision >= heard.revision ? known : heard;
