// The one way towards a parcel: a fact is learnt, and when both are there, the carrier is asked.
import { ShipmentCreated, ShipmentFailed } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { dueShipment, type Fact, learn, shipped, unseen } from "./domain/shipment.ts";
import type { shipping } from "./service.ts";

type Work = Pick<UnitOfWorkOf<typeof shipping>, "state" | "ports">;

export async function learnFact(orderId: string, fact: Fact, { state, ports }: Work) {
  const known = (await state.shipment.get(orderId)) ?? unseen(orderId);
  const shipment = learn(known, fact);
  if (shipment === known) return [];
  const due = dueShipment(shipment);
  const answer = due && (await ports.carrier.ship(orderId, due.address));
  if (!due || !answer || answer === "cancelled") {
    // A key barred by the cancellation is left to the handler of OrderCancelled, which is about to commit.
    state.shipment.set(orderId, shipment);
    return [];
  }
  state.shipment.set(orderId, shipped(shipment, answer), FINISHED_KEPT);
  return answer === "shipped"
    ? [emit(ShipmentCreated, { orderId, method: due.address ? "parcel" : "pick-up" })]
    : [emit(ShipmentFailed, { orderId, reason: "country-not-served" })];
}
