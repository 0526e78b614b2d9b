// What shipping needs from a carrier. Each call may come several times with the same key.
import type { Address } from "#contracts/shapes/address.ts";

export interface Carrier {
  /** Ships once per key, without an address to the pick-up point; `cancelled` when the key was cancelled before. */
  ship(key: string, address: Address | undefined): Promise<"shipped" | "not-served" | "cancelled">;
  /** Calls back what was shipped under the key and bars it; true when there was something, now or in an earlier call. */
  cancel(key: string): Promise<boolean>;
}
