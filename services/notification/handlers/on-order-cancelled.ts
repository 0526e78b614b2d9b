// Says why nothing comes, and leaves a tombstone that silences what arrives late.
import type { Reacts } from "#platform/declare/implementation.ts";
import { TOMBSTONE_KEPT } from "#platform/declare/retention.ts";
import { orderCancelled } from "../domain/write-mail.ts";
import { sendOnce } from "../send-once.ts";
import type { notification } from "../service.ts";

export const onOrderCancelled: Reacts<typeof notification, "onOrderCancelled"> = (event, work) => {
  const { orderId } = event.data;
  work.state.cancelled.set(orderId, { orderId }, TOMBSTONE_KEPT);
  return sendOnce(orderCancelled(event.data), work);
};
