// Where a parcel goes.
import { z } from "zod";
import { personal } from "./personal.ts";
import { text } from "./text.ts";

export const Address = personal(
  z.strictObject({
    name: text(120),
    line1: text(200),
    line2: text(200).optional(),
    city: text(120),
    postalCode: text(20),
    country: z.string().regex(/^[A-Z]{2}$/, "must be a two-letter country code such as DE"),
  }),
);
export type Address = z.infer<typeof Address>;
