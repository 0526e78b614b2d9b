// The one way in which the read model learns of an order, so that its record and its place in the user's list agree.
import type { CloudEvent } from "#platform/declare/cloud-event.ts";
import type { UnitOfWorkOf } from "#platform/declare/implementation.ts";
import { FINISHED_KEPT } from "#platform/declare/retention.ts";
import { type Fact, isFinished, learn } from "./domain/seen-order.ts";
import type { storefront } from "./service.ts";

export async function learnOrder(
  event: CloudEvent<{ orderId: string }>,
  said: Omit<Fact, "at">,
  { state }: Pick<UnitOfWorkOf<typeof storefront>, "state">,
): Promise<never[]> {
  const { orderId } = event.data;
  const fact = { ...said, at: Date.parse(event.time) };
  const order = learn((await state.order.get(orderId)) ?? { orderId, at: fact.at }, fact);
  state.order.set(orderId, order, isFinished(order) ? FINISHED_KEPT : undefined);
  if (order.userId) state.ordersOf.put(order.userId, orderId, order.at, FINISHED_KEPT);
  return [];
}
