// Calls the parcel back; answers also when there is nothing to call back, so that the order can settle.
import { ShipmentCancelled } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { cancel, unseen } from "../domain/shipment.ts";
import type { shipping } from "../service.ts";

export const onOrderCancelled: Reacts<typeof shipping, "onOrderCancelled"> = async (event, { state, ports }) => {
  const { orderId } = event.data;
  const stored = await state.shipment.get(orderId);
  const known = stored ?? unseen(orderId);
  if (known.cancelled) return [];
  const calledBack = await ports.carrier.cancel(orderId);
  state.shipment.set(orderId, cancel(known, calledBack), stored ? FINISHED_KEPT : TOMBSTONE_KEPT);
  return [emit(ShipmentCancelled, { orderId, calledBack })];
};
