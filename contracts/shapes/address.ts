// Where a parcel goes.
import { z } from "zod";
import { personal } from "./personal.ts";
import { text } from "./text.ts";

const fields = {
  name: text(120),
  line1: text(200),
  line2: text(200).optional(),
  city: text(120),
  postalCode: text(20),
  country: z.string().regex(/^[A-Z]{2}$/, "must be a two-letter country code such as DE"),
};

/** In events: consumers ignore fields that they do not know. */
export const Address = personal(z.object(fields));
export type Address = z.infer<typeof Address>;

/** In requests: an unknown field is a mistake. */
export const RequestedAddress = personal(z.strictObject(fields));
