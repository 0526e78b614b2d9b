// A payment provider for places without one: it keeps its books in the store, in commits of its own like an outside partner.
import { CURRENCY } from "#contracts/shapes/money.ts";
import type { PortContext } from "#platform/declare/implementation.ts";
import { ledgerIn } from "#platform/declare/ledger.ts";
import { answerOf, entryOfCharge, entryOfRefund, type LedgerEntry, refundOf } from "../domain/ledger.ts";
import type { PaymentGateway } from "../ports.ts";
import type { billing } from "../service.ts";

export function localGateway({ transact }: PortContext<typeof billing>): PaymentGateway {
  const change = ledgerIn<LedgerEntry>(transact);
  return {
    charge: async (key, charge) => answerOf(await change(key, (entry) => entryOfCharge(entry, charge))),
    refund: async (key) => refundOf(await change(key, (entry) => entryOfRefund(entry, CURRENCY))),
  };
}
