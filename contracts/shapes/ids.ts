// Identifiers: what may stand in a URL, a key and a log line.
import { z } from "zod";

/** Letters, digits and `-_.:@`; starts with a letter or digit; so it is safe in keys, URLs and headers. */
const identifier = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:@-]*$/, "may hold letters, digits and . _ : @ - only");

export const OrderId = z.uuid().meta({ description: "UUIDv7, unguessable: who knows it may read the order." });
export const UserId = identifier(64);
export const Sku = identifier(64);
export const QueryId = z.uuid();
