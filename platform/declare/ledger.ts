// The books of a partner's stand-in: one entry per key, changed in commits of its own as an outside partner would.
import { FINISHED_KEPT } from "./retention.ts";
import type { RecordAccess } from "./unit-of-work.ts";

type Transact<Entry> = <T>(
  work: (unitOfWork: { readonly state: { readonly ledger: RecordAccess<Entry> } }) => Promise<{ value: T }>,
) => Promise<T>;

/**
 * Changes the entry of a key and answers what it is then; `entryAfter` returns the same entry when nothing changes.
 * The service keeps the entries in its state `ledger`.
 */
export const ledgerIn =
  <Entry>(transact: Transact<Entry>) =>
  (key: string, entryAfter: (entry: Entry | undefined) => Entry): Promise<Entry> =>
    transact(async ({ state }) => {
      const before = await state.ledger.get(key);
      const after = entryAfter(before);
      if (after !== before) state.ledger.set(key, after, FINISHED_KEPT);
      return { value: after };
    });
