// Pays back what was captured; answers also when there is nothing to pay back, so that the order can settle.
import { PaymentRefunded } from "#contracts/events/index.ts";
import { CURRENCY } from "#contracts/shapes/money.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { cancel, unseen } from "../domain/payment.ts";
import type { billing } from "../service.ts";

export const onOrderCancelled: Reacts<typeof billing, "onOrderCancelled"> = async (event, { state, ports }) => {
  const { orderId } = event.data;
  const stored = await state.payment.get(orderId);
  const known = stored ?? unseen(orderId);
  if (known.cancelled) return [];
  const refunded = await ports.gateway.refund(orderId);
  state.payment.set(orderId, cancel(known, refunded), stored ? FINISHED_KEPT : TOMBSTONE_KEPT);
  const { amount, currency } = refunded ?? { amount: 0, currency: known.seen.price?.currency ?? CURRENCY };
  return [emit(PaymentRefunded, { orderId, amount, currency })];
};
