// A carrier for places without one: it keeps its books in the store, in commits of its own like an outside partner.
import type { PortContext } from "#platform/declare/implementation.ts";
import { ledgerIn } from "#platform/declare/ledger.ts";
import { answerOf, entryOfCancellation, entryOfShipment, type LedgerEntry, wasCalledBack } from "../domain/ledger.ts";
import type { Carrier } from "../ports.ts";
import type { shipping } from "../service.ts";

export function localCarrier({ transact }: PortContext<typeof shipping>): Carrier {
  const change = ledgerIn<LedgerEntry>(transact);
  return {
    ship: async (key, address) => answerOf(await change(key, (entry) => entryOfShipment(entry, address))),
    cancel: async (key) => wasCalledBack(await change(key, entryOfCancellation)),
  };
}
