// The one way towards a charge: a fact is learnt, and when all three are there, the customer is charged.
import { PaymentCaptured, PaymentFailed } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { charged, dueCharge, type Fact, learn, unseen } from "./domain/payment.ts";
import type { billing } from "./service.ts";

type Work = Pick<UnitOfWorkOf<typeof billing>, "state" | "ports">;

export async function learnFact(orderId: string, fact: Fact, { state, ports }: Work) {
  const known = (await state.payment.get(orderId)) ?? unseen(orderId);
  const payment = learn(known, fact);
  if (payment === known) return [];
  const due = dueCharge(payment);
  const outcome = due && (await ports.gateway.charge(orderId, due));
  if (!due || !outcome || outcome === "cancelled") {
    // A key barred by the cancellation is left to the handler of OrderCancelled, which is about to commit.
    state.payment.set(orderId, payment);
    return [];
  }
  const { amount, currency } = due;
  state.payment.set(orderId, charged(payment, due, outcome), FINISHED_KEPT);
  return outcome === "captured"
    ? [emit(PaymentCaptured, { orderId, amount, currency })]
    : [emit(PaymentFailed, { orderId, amount, currency, reason: "declined" })];
}
