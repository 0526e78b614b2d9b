// The books of the local carrier: one entry per key, from which every repeated question gets the same answer.
import { z } from "zod";
import type { Address } from "#contracts/shapes/address.ts";

/** `cancelled`: cancelled before anything was shipped. */
export const LedgerEntry = z.object({ outcome: z.enum(["shipped", "not-served", "called-back", "cancelled"]) });
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const UNSERVED_COUNTRY = "XX";

/** The entry after a shipment was asked for; the first one decides. */
export const entryOfShipment = (entry: LedgerEntry | undefined, address: Address | undefined): LedgerEntry =>
  entry ?? { outcome: address?.country === UNSERVED_COUNTRY ? "not-served" : "shipped" };

/** What the shop is told about a shipment. */
export const answerOf = ({ outcome }: LedgerEntry) => (outcome === "called-back" ? "cancelled" : outcome);

/** The entry after a cancellation was asked for; one without a shipment bars the key. */
export function entryOfCancellation(entry: LedgerEntry | undefined): LedgerEntry {
  if (!entry) return { outcome: "cancelled" };
  return entry.outcome === "shipped" ? { outcome: "called-back" } : entry;
}

export const wasCalledBack = ({ outcome }: LedgerEntry): boolean => outcome === "called-back";
