// What a product is called, as the storefront last heard.
import { z } from "zod";

export const ProductName = z.object({ name: z.string(), revision: z.int().min(1) });
export type ProductName = z.infer<typeof ProductName>;

/** The name with the higher revision, whichever was heard first. */
export const latest = (known: ProductName | undefined, heard: ProductName): ProductName =>
  known && known.revision >= heard.revision ? known : heard;
