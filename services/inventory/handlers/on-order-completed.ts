// Reserved units are sold.
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { move } from "../domain/moves.ts";
import type { inventory } from "../service.ts";

export const onOrderCompleted: Reacts<typeof inventory, "onOrderCompleted"> = async (event, { state }) => {
  const { orderId, items } = event.data;
  const known = await state.reservation.get(orderId);
  if (!known) state.reservation.set(orderId, { orderId, state: "completed-unseen", items }, TOMBSTONE_KEPT);
  if (known?.state === "reserved") {
    move(known.items, state.reserved, state.sold);
    state.reservation.set(orderId, { ...known, state: "sold" }, FINISHED_KEPT);
  }
  return [];
};
