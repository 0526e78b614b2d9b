// What a store must offer to be tested.
import type { Store, StoredRecord } from "../port.ts";

export interface StoreOptions {
  /** Milliseconds for which handled events are remembered. */
  readonly inboxKept?: number;
  /** Milliseconds for which published events can be replayed. */
  readonly journalKept?: number;
}
export interface StoreUnderTest {
  readonly store: Store;
  /** The store as another replica of the same service sees it. */
  readonly replica: Store;
  /** So many milliseconds pass on the store's clock. */
  readonly pass: (duration: number) => Promise<void>;
}
export type OpenStore = (options?: StoreOptions) => Promise<StoreUnderTest> | StoreUnderTest;

/** Milliseconds. Short, because a store with a clock of its own makes the tests wait; long enough to be still there a moment later. */
export const WHILE = 400;
/** Longer than that. */
export const LONGER = WHILE + 100;

export async function recordOf(store: Store, id: string, state = "things"): Promise<StoredRecord> {
  const [stored] = await store.records(state, [id]);
  return stored as StoredRecord;
}
export const valueOf = async (store: Store, id: string): Promise<unknown> => (await recordOf(store, id)).value;

export async function counterOf(store: Store, id: string, state = "stock"): Promise<number> {
  const [value] = await store.counters(state, [id]);
  return value as number;
}
