// Everything that the services have written down, side by side: what an auditor compares.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { Arrived } from "./arrived.ts";

export interface Line {
  readonly sku: string;
  readonly quantity: number;
}
export interface BookedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly status: string;
  readonly settled: boolean;
  readonly items: readonly Line[];
  readonly total: number | undefined;
  readonly history: readonly string[];
  /** Why it ended, by its own history. */
  readonly because: string;
}
/** One request of a client, and what it was told in the end. */
export interface Request {
  readonly key: string;
  readonly userId: string;
  /** Every orderId that an answer to this key ever named. */
  readonly orderIds: readonly string[];
  /** The same key with another body was accepted. */
  readonly wasMisread: boolean;
}
export interface Books {
  readonly requests: readonly Request[];
  readonly orders: ReadonlyMap<string, BookedOrder>;
  /** Units that ever came into the house, by SKU. */
  readonly supplied: ReadonlyMap<string, number>;
  readonly stock: ReadonlyMap<string, { readonly available: number; readonly reserved: number; readonly sold: number }>;
  /** The lowest number of available units at any moment, by SKU. */
  readonly lowest: ReadonlyMap<string, number>;
  readonly reservations: ReadonlyMap<string, { readonly state: string; readonly items: readonly Line[] }>;
  /** The payment provider's and the carrier's own ledgers, by orderId. */
  readonly payments: ReadonlyMap<string, { readonly outcome: string; readonly amount: number }>;
  readonly parcels: ReadonlyMap<string, { readonly outcome: string }>;
  readonly points: ReadonlyMap<string, number>;
  readonly analytics: {
    readonly created: number;
    readonly completed: number;
    readonly cancelled: number;
    readonly revenue: number;
  };
  readonly popular: ReadonlyMap<string, number>;
  readonly readModel: ReadonlyMap<
    string,
    {
      readonly status: string | undefined;
      readonly total: number | undefined;
      readonly items: readonly Line[] | undefined;
    }
  >;
  /** Kinds of mail by orderId. */
  readonly mails: ReadonlyMap<string, readonly string[]>;
  /** What a mail server has taken, in its order; undefined where nobody counts there. */
  readonly arrived?: readonly Arrived[] | undefined;
  /** Every event that was ever committed. */
  readonly events: readonly CloudEvent[];
  /** What is left where nothing should be: service -> what. */
  readonly leftovers: readonly string[];
}
/** A broken promise, in words. */
export interface Violation {
  readonly invariant: string;
  readonly what: string;
}
