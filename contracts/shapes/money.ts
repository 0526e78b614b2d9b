// Money in integer minor units (cents) beside its currency; never a floating-point number.
import { z } from "zod";

/** An amount in minor units. */
export const Minor = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const Currency = z.string().regex(/^[A-Z]{3}$/, "must be a three-letter currency code such as EUR");
export const CURRENCY = "EUR";

export const Money = z.object({ amount: Minor, currency: Currency });
export type Money = z.infer<typeof Money>;

/** Unit price times quantity, added up. Throws a RangeError when the sum leaves the safe integers. */
export function totalOf(lines: readonly { readonly quantity: number; readonly unitPrice: number }[]): number {
  const total = lines.reduce((sum, line) => sum + line.quantity * line.unitPrice, 0);
  if (!Number.isSafeInteger(total))
    throw new RangeError(`An order of ${total} minor units is beyond what can be counted exactly.`);
  return total;
}
