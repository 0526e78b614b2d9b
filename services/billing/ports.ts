// What billing needs from a payment provider. Each call may come several times with the same key.
import type { Money } from "#contracts/shapes/money.ts";

export interface Charge extends Money {
  /** Left out: the customer pays on account. */
  readonly token?: string | undefined;
}
export interface PaymentGateway {
  /** Charges once per key; `cancelled` when the key was refunded before. */
  charge(key: string, charge: Charge): Promise<"captured" | "declined" | "cancelled">;
  /** Gives back what was captured under the key, now or in an earlier call, and bars the key from later charges. */
  refund(key: string): Promise<Money | undefined>;
}
