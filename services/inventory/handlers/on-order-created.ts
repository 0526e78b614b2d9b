// Sets the stock of every line aside, or of none.
import { InventoryFailed, InventoryReserved } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { move } from "../domain/moves.ts";
import { isUnanswered } from "../domain/reservation.ts";
import type { inventory } from "../service.ts";

export const onOrderCreated: Reacts<typeof inventory, "onOrderCreated"> = async (event, { state, decide }) => {
  const { orderId, orderDetails } = event.data;
  const items = orderDetails.items;
  const known = await state.reservation.get(orderId);
  if (!isUnanswered(known)) return [];
  const alreadyCompleted = known?.state === "completed-unseen";
  return decide(
    items.map(({ sku, quantity }) => ({ counter: state.available, id: sku, amount: quantity })),
    {
      met: () => {
        move(items, state.available, alreadyCompleted ? state.sold : state.reserved);
        if (alreadyCompleted) state.reservation.set(orderId, { orderId, state: "sold", items }, FINISHED_KEPT);
        else state.reservation.set(orderId, { orderId, state: "reserved", items });
        return [emit(InventoryReserved, { orderId, items })];
      },
      otherwise: () => {
        state.reservation.set(orderId, { orderId, state: "refused", items }, FINISHED_KEPT);
        return [emit(InventoryFailed, { orderId, reason: "out-of-stock" })];
      },
    },
  );
};
