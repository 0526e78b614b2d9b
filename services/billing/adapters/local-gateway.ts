// A payment provider for places without one: it keeps its books in the store, in commits of its own like an outside partner.
import { CURRENCY } from "#contracts/shapes/money.ts";
import type { PortContext } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { answerOf, entryOfCharge, entryOfRefund, type LedgerEntry, refundOf } from "../domain/ledger.ts";
import type { PaymentGateway } from "../ports.ts";
import type { billing } from "../service.ts";

export function localGateway({ transact }: PortContext<typeof billing>): PaymentGateway {
  const change = (key: string, entryAfter: (entry: LedgerEntry | undefined) => LedgerEntry) =>
    transact(async ({ state }) => {
      const before = await state.ledger.get(key);
      const after = entryAfter(before);
      if (after !== before) state.ledger.set(key, after, FINISHED_KEPT);
      return { value: after };
    });
  return {
    charge: async (key, charge) => answerOf(await change(key, (entry) => entryOfCharge(entry, charge))),
    refund: async (key) => refundOf(await change(key, (entry) => entryOfRefund(entry, CURRENCY))),
  };
}
