// Gives back what was set aside; answers also when there is nothing to give back, so that the order can settle.
import { InventoryReleased } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { move } from "../domain/moves.ts";
import type { inventory } from "../service.ts";

export const onOrderCancelled: Reacts<typeof inventory, "onOrderCancelled"> = async (event, { state }) => {
  const { orderId } = event.data;
  const known = await state.reservation.get(orderId);
  if (known?.state === "released" || known?.state === "sold") return [];
  const items = known?.state === "reserved" ? known.items : [];
  move(items, state.reserved, state.available);
  state.reservation.set(orderId, { orderId, state: "released", items }, known ? FINISHED_KEPT : TOMBSTONE_KEPT);
  return [emit(InventoryReleased, { orderId, items })];
};
