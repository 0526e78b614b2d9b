// Takes the points back; answers also when there are none, so that the order can settle.
import { PointsReversed } from "#contracts/events/index.ts";
import { emit } from "#platform/declare/event.ts";
import type { Reacts } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT, TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { cancelled } from "../domain/earning.ts";
import type { loyalty } from "../service.ts";

export const onOrderCancelled: Reacts<typeof loyalty, "onOrderCancelled"> = async (event, { state }) => {
  const { orderId, userId } = event.data;
  const known = await state.earning.get(orderId);
  if (known?.cancelled) return [];
  const points = known?.points ?? 0;
  if (points > 0) state.points.add(userId, -points);
  state.earning.set(orderId, cancelled(orderId), known ? FINISHED_KEPT : TOMBSTONE_KEPT);
  return [emit(PointsReversed, { orderId, userId, points })];
};
