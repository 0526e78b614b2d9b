// The books of the local payment provider: one entry per key, from which every repeated question gets the same answer.
import { z } from "zod";
import { Currency, Minor, type Money } from "#contracts/shapes/money.ts";

export const LedgerEntry = z.object({
  /** `cancelled`: refunded before anything was charged. */
  outcome: z.enum(["captured", "declined", "refunded", "cancelled"]),
  amount: Minor,
  currency: Currency,
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

const DECLINED_TOKEN = "tok_declined";

/** The entry after a charge was asked for; the first one decides. */
export const entryOfCharge = (
  entry: LedgerEntry | undefined,
  { amount, currency, token }: Money & { readonly token?: string | undefined },
): LedgerEntry => entry ?? { outcome: token === DECLINED_TOKEN ? "declined" : "captured", amount, currency };

/** What the customer's shop is told about a charge. */
export const answerOf = ({ outcome }: LedgerEntry) => (outcome === "refunded" ? "cancelled" : outcome);

/** The entry after a refund was asked for; one without a charge bars the key. */
export function entryOfRefund(entry: LedgerEntry | undefined, currency: string): LedgerEntry {
  if (!entry) return { outcome: "cancelled", amount: 0, currency };
  return entry.outcome === "captured" ? { ...entry, outcome: "refunded" } : entry;
}

export const refundOf = ({ outcome, amount, currency }: LedgerEntry): Money | undefined =>
  outcome === "refunded" ? { amount, currency } : undefined;
